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
import { isOutside, visibleAmong, type Scope } from '../../db/queries/scope.ts';
import { rowOutside, viewOutside } from '../access/fields.ts';
import { isTip, masked } from '../access/naming.ts';
import { scopeOf } from '../../db/queries/scope-of.ts';
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
  const { state, ...stored } = row;
  const scope = scopeOf(actor);
  const [[shown], view, children] = await Promise.all([
    presentRows(api.db, [stored], actor),
    viewOf(api, kind, { ...row, state }, actor),
    childLinks(api.db, row.id, scope),
  ]);
  return { ...withoutUnits(shown ?? stored), ...view, links: [...view.links, ...children] };
}

/** Rows as their reader gets them: where one came from is told of matters in scope only. */
export async function presentRows<Row extends { readonly parent: string | null }>(
  db: Db,
  rows: readonly Row[],
  reader: Actor,
): Promise<readonly Row[]> {
  const scope = scopeOf(reader);
  if (scope === 'all') return rows;
  const seen = await visibleAmong(
    db,
    rows.flatMap(({ parent }) => parent ?? []),
    scope,
  );
  return rows.map((row) => {
    const shown = row.parent === null || seen.has(row.parent) ? row : { ...row, parent: null };
    return isOutside(scope) ? rowOutside(shown, reader) : shown;
  });
}

/** The same body from a state that was folded from the ledger or asked of the run. */
export async function presentTold(api: Reading, kind: Kind, told: Told, actor: Actor): Promise<Body> {
  const summary = kind.face.summary(told.state);
  const { overdueSince, status } = summary;
  const [shown = summary] = await presentRows(api.db, [summary], actor);
  const row = {
    ...withoutUnits(shown),
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
  const scope = scopeOf(actor);
  const links = Array.isArray(view['links']) ? await linksIn(db, view['links'] as readonly Linked[], scope) : [];
  const whole = { items: [], regions: {}, ...view, links };
  return isOutside(scope) ? masked(viewOutside(kind, whole, actor), isTip) : whole;
}

interface Linked {
  readonly matterId: string | null;
}

/** Links to matters in scope, and those that so far only say something. */
async function linksIn(db: Db, links: readonly Linked[], scope: Scope): Promise<readonly Linked[]> {
  if (scope === 'all') return links;
  const seen = await visibleAmong(
    db,
    links.flatMap(({ matterId }) => matterId ?? []),
    scope,
  );
  return links.filter(({ matterId }) => matterId === null || seen.has(matterId));
}

function withoutUnits<Row extends object>(row: Row): Omit<Row, 'units'> {
  const copy: Row & { units?: unknown } = { ...row };
  delete copy.units;
  return copy;
}

async function holderOf(db: Db, { holder }: Summary, at: Instant): Promise<Holder | null> {
  return holder === null ? null : await holderAt(db, holder, dayOf(at));
}
