import type { ChainedEvent } from '../../db/chain.ts';
import { OUTSIDE_LEVEL_MAX } from '../../db/queries/scope.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import type { Kind } from '../../workflows/kinds.ts';

/** What readers outside the administration (企业, 专家, 公众) do not get of a kind, whatever their relation to the matter. */
interface KeptFromOutside {
  /** Events of which they learn only that they happened: opinions within the administration and about officials. */
  readonly events: readonly string[];
  /** Rungs that act upon officials: of these they learn only what they were told themselves. */
  readonly rungs: readonly string[];
  /** Parts of the view, by their path. */
  readonly view: readonly string[];
  /** Lists of the view that stand empty. */
  readonly emptied: readonly string[];
  /** Lists of acts in the view, each with its rung. */
  readonly acts: readonly string[];
}

const KEPT_FROM_OUTSIDE: Readonly<Record<string, KeptFromOutside>> = {
  hazard: {
    events: [
      'GradeDecisionPassed',
      'GradeDeclined',
      'TransferObjected',
      'TransferReturned',
      'ExtensionUndecided',
      'CloseoutRefused',
      'GroundRaised',
      'ProposalPassed',
      'ProposalReminded',
      'RungDeclined',
      'LevelLowered',
    ],
    rungs: ['talk', 'circulate', 'refer'],
    view: ['grounds', 'declined'],
    emptied: ['regions.supervision.proposals'],
    acts: ['regions.supervision.fired', 'regions.supervision.acts'],
  },
};

const NOTHING: KeptFromOutside = { events: [], rungs: [], view: [], emptied: [], acts: [] };

/** Whether an event is kept from a reader outside but for that it happened. */
export function isKeptOutside({ rules }: Kind, { type, data }: Pick<ChainedEvent, 'type' | 'data'>, reader: Actor) {
  const kept = KEPT_FROM_OUTSIDE[rules.name] ?? NOTHING;
  const said = data as { readonly act?: unknown };
  // A proposal names who is to sign what is not decided yet.
  return kept.events.includes(type) || said.act === 'propose' || isUponOfficials(kept, data, reader);
}

/** Who did it, as a reader outside learns it: never who of the public reported. */
export function actorOutside(actor: Actor, reader: Actor): object {
  if (actor.role !== 'public' || actor.person === reader.person) return actor;
  return { role: actor.role, rank: actor.rank, person: null, post: null, unit: null };
}

/** The columns of a row as a reader outside gets them. */
export function rowOutside<Row extends object>(row: Row, reader: Actor): Row {
  const { level, rung, openedBy } = row as { level?: number; rung?: string | null; openedBy?: string };
  const isAbove = level !== undefined && level > OUTSIDE_LEVEL_MAX;
  return {
    ...row,
    proposals: [],
    ...(isAbove ? { level: OUTSIDE_LEVEL_MAX, rung: null } : { level, rung }),
    ...(openedBy === undefined || openedBy === reader.person ? {} : { openedBy: null }),
  };
}

/** A kind's view as a reader outside gets it. */
export function viewOutside<View extends object>({ rules }: Kind, view: View, reader: Actor): View {
  const kept = KEPT_FROM_OUTSIDE[rules.name] ?? NOTHING;
  const copy = structuredClone(view);
  for (const path of kept.view) change(copy, path, () => undefined);
  for (const path of kept.emptied) change(copy, path, () => []);
  for (const path of kept.acts)
    change(copy, path, (acts) => (acts as unknown[]).filter((act) => !isUponOfficials(kept, act, reader)));
  change(copy, 'regions.supervision', (region) => {
    const { level, ...rest } = region as { level: number; label: string | null };
    return level > OUTSIDE_LEVEL_MAX ? { ...rest, level: OUTSIDE_LEVEL_MAX, label: null } : region;
  });
  return copy;
}

function isUponOfficials({ rungs }: KeptFromOutside, said: unknown, { post }: Actor): boolean {
  const { rung, told = [] } = (said ?? {}) as { rung?: unknown; told?: unknown };
  return typeof rung === 'string' && rungs.includes(rung) && !(Array.isArray(told) && told.includes(post));
}

/** Changes what stands at a path; what is changed to `undefined` goes. */
function change(body: object, path: string, to: (value: unknown) => unknown): void {
  const [first = '', ...rest] = path.split('.');
  const record = body as Record<string, unknown>;
  const value = record[first];
  if (value === undefined || value === null) return;
  if (rest.length > 0) {
    change(value, rest.join('.'), to);
    return;
  }
  const changed = to(value);
  if (changed === undefined) Reflect.deleteProperty(record, first);
  else record[first] = changed;
}
