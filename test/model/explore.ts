import type { Known } from '../../workflows/kernel/command.ts';
import type { AnyRules } from '../../workflows/kernel/definition.ts';
import type { Entry } from '../../workflows/kernel/hear.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { Law } from './law.ts';
import { make, receivedAt, type Ask, type Move, type Place, type Step } from './move.ts';

/** A kind of loop as the model checker needs it. */
export interface Model<S> {
  readonly name: string;
  readonly rules: AnyRules;
  readonly known?: Known;
  /** Lives that the exploration starts from, all at once. */
  readonly beginnings: readonly Beginning[];
  /** Commands beside the straight life: each counts as a disturbance. */
  readonly asides: ReadonlySet<string>;
  /** What somebody may say to a matter in this state at this moment. */
  readonly asks: (state: S, at: Instant) => readonly Ask[];
  /** States with the same key are explored once. */
  readonly key: (state: S, now: Instant) => string;
  readonly laws: readonly Law<S>[];
  /** Status and holder, for the story. */
  readonly tell: (state: S) => string;
}

/** A life that was lived already, with what was recorded of it. */
export interface Beginning extends Place {
  readonly entries: readonly Entry[];
}

/** A place that was reached, and the way there. */
export interface Reached {
  readonly beginning: Beginning;
  readonly from: Reached | null;
  readonly move: Move | null;
}

/** A broken law and the shortest way to where it broke. */
export interface Violation {
  readonly law: string;
  readonly what: string;
  readonly way: Reached;
}

/**
 * How far to look: ways of at most `depth` moves from a beginning, of which at most `disturbances` are an outage, a
 * command heard late, or one beside the straight life. With as many disturbances as moves nothing is left out.
 */
export interface Bound {
  readonly depth: number;
  readonly disturbances: number;
}

/** What an exploration saw. `violation` ends it. */
export interface Explored {
  readonly states: number;
  readonly transitions: number;
  readonly refusals: number;
  /** `command in status`, as accepted. */
  readonly heard: ReadonlySet<string>;
  readonly codes: ReadonlySet<string>;
  readonly violation: Violation | null;
}

interface Node extends Place {
  readonly way: Reached;
  /** Disturbances that may still come. */
  readonly spare: number;
}

/**
 * Breadth first through every state within the bound, checking every law on every transition. So the first violation has
 * the shortest way there.
 */
export function explore<S extends { readonly status: string }>(model: Model<S>, bound: Bound): Explored {
  const seen = new Seen(model);
  const [heard, codes] = [new Set<string>(), new Set<string>()];
  const counts = { transitions: 0, refusals: 0 };
  const report = (violation: Violation | null): Explored => ({ ...counts, states: seen.size, heard, codes, violation });
  let frontier: Node[] = model.beginnings
    .map((beginning) => ({ ...beginning, way: { beginning, from: null, move: null }, spare: bound.disturbances }))
    .filter((node) => seen.isNew(node));
  for (let left = bound.depth; left > 0; left -= 1) {
    const next: Node[] = [];
    for (const node of frontier) {
      for (const move of movesOf(model, node, left)) {
        const way: Reached = { beginning: node.way.beginning, from: node.way, move };
        const step = tried(model, node, move, way);
        if (step === null) continue;
        if ('law' in step) return report(step);
        counts.transitions += 1;
        if (step.refused !== null) {
          counts.refusals += 1;
          codes.add(step.refused);
          continue;
        }
        if (move.what === 'say') heard.add(`${move.ask.type} in ${(node.loop.state as S).status}`);
        const spare = node.spare - (disturbs(model, move) ? 1 : 0);
        const reached: Node = { loop: step.loop, now: step.now, way, spare };
        if (seen.isNew(reached) && !model.rules.done(step.loop.state)) next.push(reached);
      }
    }
    frontier = next;
  }
  return report(null);
}

/** The states that were reached, each with the most disturbances that could still come after it. */
class Seen<S> {
  private readonly spare = new Map<string, number>();
  private readonly model: Model<S>;

  constructor(model: Model<S>) {
    this.model = model;
  }

  get size(): number {
    return this.spare.size;
  }

  /** Whether there is anything to see from here that was not seen from the same state before. */
  isNew({ loop, now, spare }: Node): boolean {
    const key = this.model.key(loop.state as S, now);
    const before = this.spare.get(key);
    if (before !== undefined && before >= spare) return false;
    this.spare.set(key, spare);
    return true;
  }
}

function disturbs<S>({ asides }: Model<S>, move: Move): boolean {
  return move.what === 'say' ? move.late || asides.has(move.ask.type) : move.what === 'outage';
}

/** Everything that may happen next at a place. Forty days are slept only where something may still come after. */
function movesOf<S>(model: Model<S>, node: Node, left: number): readonly Move[] {
  const state = node.loop.state as S;
  const sayings = (late: boolean): readonly Move[] => {
    const at = receivedAt(model.rules, node, late);
    const asks = at === null ? [] : model.asks(state, at);
    return asks.filter((ask) => !late || !ask.wrong).map((ask) => ({ what: 'say', ask, late }));
  };
  const moves: readonly Move[] = [
    { what: 'silence' },
    { what: 'outage', until: 'thirdWake' },
    ...(left > 1 ? ([{ what: 'outage', until: 'fortyDays' }] as const) : []),
    ...sayings(false),
    ...(node.spare > 0 ? sayings(true) : []),
  ];
  return node.spare > 0 ? moves : moves.filter((move) => !disturbs(model, move));
}

/** The step that a move makes, or the law that it breaks; rules that throw break one, too. */
function tried<S>(model: Model<S>, place: Place, move: Move, way: Reached): Step | Violation | null {
  try {
    const step = make(model.rules, place, move, model.known);
    if (step === null) return null;
    const { entries, now, awake } = step;
    const passed = { before: place.loop.state as S, after: step.loop.state as S, entries, move, now, awake };
    for (const law of model.laws) {
      const what = law.broken(passed);
      if (what !== null) return { law: law.name, what, way };
    }
    return step;
  } catch (error) {
    return { law: 'rules never throw', what: error instanceof Error ? error.message : String(error), way };
  }
}
