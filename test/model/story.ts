import { nextWakeOf, type Entry } from '../../workflows/kernel/hear.ts';
import { make, type Move, type Step } from './move.ts';
import type { Bound, Explored, Model, Reached, Violation } from './explore.ts';

/** A violation as people read it: the law, what is wrong, and every step of the shortest way there. */
export function storyOf<S>(model: Model<S>, { law, what, way }: Violation): readonly string[] {
  const { beginning } = way;
  const before = beginning.entries.map((entry) => `  0  ${entry.at.slice(0, 16)}  ${entryLine(entry)}`);
  const lines: string[] = [];
  let place: Pick<Step, 'loop' | 'now'> = beginning;
  for (const [i, move] of movesTo(way).entries()) {
    const head = `  ${(i + 1).toString()}  `;
    try {
      const step = make(model.rules, place, move, model.known);
      if (step === null) break;
      lines.push(`${head}${step.now.slice(0, 16)}  ${moveLine(move)} → ${outcome(step)}; ${stands(model, step)}`);
      place = step;
    } catch (error) {
      lines.push(`${head}${moveLine(move)} → threw ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return [`${model.name}: “${law}” is broken: ${what}`, ...before, ...lines];
}

/** What an exploration saw, in one line. */
export function lineOf(model: { readonly name: string }, seen: Explored, bound: Bound, seconds: number): string {
  const { states, transitions, refusals } = seen;
  const far = `depth ${bound.depth.toString()}, disturbances ≤ ${bound.disturbances.toString()}`;
  const many = `${states.toString()} states, ${transitions.toString()} transitions (${refusals.toString()} refused)`;
  return `${model.name}: ${many}, ${far}, ${seconds.toFixed(1)} s`;
}

/** The moves from the beginning to a place, in order. */
export function movesTo(way: Reached): readonly Move[] {
  const moves: Move[] = [];
  for (let at: Reached | null = way; at !== null; at = at.from) if (at.move !== null) moves.unshift(at.move);
  return moves;
}

function moveLine(move: Move): string {
  if (move.what === 'silence') return 'silence';
  if (move.what === 'outage') return move.until === 'thirdWake' ? 'outage over three wakes' : 'outage of forty days';
  const { actor, type, body } = move.ask;
  const text = JSON.stringify(body);
  const said = `${actor.post} ${type} ${text.length > 160 ? `${text.slice(0, 160)}…` : text}`;
  return move.late ? `${said} (received before the due instant, heard after it)` : said;
}

function outcome(step: Step): string {
  const happened = step.entries.map(entryLine).join(' | ');
  return step.refused === null ? happened : `${happened} refused: ${step.refused}`;
}

function entryLine({ command, events }: Entry): string {
  return `${command}: ${events.map((event) => event.type).join(', ')}`;
}

function stands<S>(model: Model<S>, { loop }: Step): string {
  const wake = nextWakeOf(model.rules, loop);
  return `${model.tell(loop.state as S)}, ${wake === null ? 'no wake' : `wakes ${wake.slice(0, 16)}`}`;
}
