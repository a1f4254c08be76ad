import type { ChainedEvent } from '../../db/chain.ts';
import type { Db } from '../../db/client.ts';
import { trailActor } from '../../db/trail.ts';
import type { Holder, MatterRow } from '../../db/queries/row.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import { daysSince } from '../../workflows/kernel/deadline.ts';
import { dayOf, instantOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { Summary } from '../../workflows/kernel/face.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Kind } from '../../workflows/kinds.ts';
import { childLinks } from '../../db/queries/child-links.ts';
import type { Api } from '../context.ts';
import { holderAt } from '../stores/holders.ts';
import { opened } from '../stores/sealed.ts';

/** A matter as some witness other than the projection tells it. */
export interface Told {
  readonly id: MatterId;
  readonly number: string;
  readonly version: number;
  readonly state: unknown;
  /** The moment that it is told for: whose post it was, how many days overdue. */
  readonly at: Instant;
}

/** Where texts lie, and where reading them is told. */
type Reading = Pick<Api, 'db' | 'trail'>;

type Body = Readonly<Record<string, unknown>>;

/** The matter of the projection as its reader gets it, with what the kind shows to the reader's relations. */
export async function presentRow(
  api: Reading,
  kind: Kind,
  row: MatterRow & { readonly state: unknown },
  actor: Actor,
): Promise<Body> {
  const { state, ...shown } = row;
  const [view, children] = await Promise.all([viewOf(api, kind, { ...row, state }, actor), childLinks(api.db, row.id)]);
  return { ...withoutUnits(shown), ...view, links: [...view.links, ...children] };
}

/** The ledger as its reader gets it: what the kind withholds from the reader's relations is only said to be there. */
export function presentEvents(
  kind: Kind,
  events: readonly ChainedEvent[],
  state: unknown,
  actor: Actor,
): readonly Body[] {
  const relations = kind.face.relations(state, actor);
  return events.map((event) =>
    kind.face.withholds(event.type, relations) ? { ...event, data: null, withheld: true } : { ...event },
  );
}

/** Whether the reader may read the record as it is, with nothing withheld. */
export function readsAll(kind: Kind, state: unknown, actor: Actor): boolean {
  const relations = kind.face.relations(state, actor);
  return !Object.keys(kind.face.events).some((type) => kind.face.withholds(type, relations));
}

/** The same body from a state that was folded from the ledger or asked of the run. */
export async function presentTold(api: Reading, kind: Kind, told: Told, actor: Actor): Promise<Body> {
  const summary = kind.face.summary(told.state);
  const { overdueSince, status } = summary;
  const row = {
    ...withoutUnits(summary),
    id: told.id,
    kind: kind.rules.name,
    number: told.number,
    open: kind.face.statuses[status]?.open ?? false,
    version: told.version,
    holder: await holderOf(api.db, summary, told.at),
    daysOverdue: overdueSince === null ? 0 : daysSince(overdueSince, told.at),
  };
  return { ...row, ...(await viewOf(api, kind, told, actor)) };
}

/** What a kind shows to the reader is shown in words: sealed texts are opened here, told to the trail, and nowhere before. */
async function viewOf(
  { db, trail }: Reading,
  kind: Kind,
  { id, state }: { readonly id: MatterId; readonly state: unknown },
  actor: Actor,
): Promise<Body & { readonly links: readonly unknown[] }> {
  const shown = kind.face.view(state, kind.face.relations(state, actor), actor);
  const view = await opened(db, shown, (sealed) =>
    trail.keepRead({
      at: instantOf(Date.now()),
      type: 'SealedRead',
      actor: trailActor(actor),
      subject: `${kind.rules.name}/${id}`,
      data: { sealed },
    }),
  );
  return { items: [], regions: {}, ...view, links: Array.isArray(view['links']) ? view['links'] : [] };
}

function withoutUnits<Row extends object>(row: Row): Omit<Row, 'units'> {
  const copy: Row & { units?: unknown } = { ...row };
  delete copy.units;
  return copy;
}

async function holderOf(db: Db, { holder }: Summary, at: Instant): Promise<Holder | null> {
  return holder === null ? null : await holderAt(db, holder, dayOf(at));
}
