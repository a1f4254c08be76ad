import type { Db } from '../../db/client.ts';
import type { Holder, MatterRow } from '../../db/queries/row.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import { daysSince } from '../../workflows/kernel/deadline.ts';
import { dayOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { Summary } from '../../workflows/kernel/face.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Kind } from '../../workflows/kinds.ts';
import { holderAt } from '../stores/holders.ts';

/** A matter as some witness other than the projection tells it. */
export interface Told {
  readonly id: MatterId;
  readonly number: string;
  readonly version: number;
  readonly state: unknown;
  /** The moment that it is told for: whose post it was, how many days overdue. */
  readonly at: Instant;
}

type Body = Readonly<Record<string, unknown>>;

/** The matter of the projection as its reader gets it, with what the kind shows to the reader's relations. */
export function presentRow(kind: Kind, row: MatterRow & { readonly state: unknown }, actor: Actor): Body {
  const { state, ...shown } = row;
  return { ...withoutUnits(shown), ...viewOf(kind, state, actor) };
}

/** The same body from a state that was folded from the ledger or asked of the run. */
export async function presentTold(db: Db, kind: Kind, told: Told, actor: Actor): Promise<Body> {
  const summary = kind.face.summary(told.state);
  const { overdueSince, status } = summary;
  const row = {
    ...withoutUnits(summary),
    id: told.id,
    kind: kind.rules.name,
    number: told.number,
    open: kind.face.statuses[status]?.open ?? false,
    version: told.version,
    holder: await holderOf(db, summary, told.at),
    daysOverdue: overdueSince === null ? 0 : daysSince(overdueSince, told.at),
  };
  return { ...row, ...viewOf(kind, told.state, actor) };
}

function viewOf(kind: Kind, state: unknown, actor: Actor): Body {
  const view = kind.face.view(state, kind.face.relations(state, actor));
  return { items: [], links: [], regions: {}, ...view };
}

function withoutUnits<Row extends object>(row: Row): Omit<Row, 'units'> {
  const copy: Row & { units?: unknown } = { ...row };
  delete copy.units;
  return copy;
}

async function holderOf(db: Db, { holder }: Summary, at: Instant): Promise<Holder | null> {
  return holder === null ? null : await holderAt(db, holder, dayOf(at));
}
