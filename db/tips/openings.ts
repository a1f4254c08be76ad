import { dayOf, msOf, plusMs, type Instant } from '../../workflows/kernel/instant.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import type { MatterId, PersonId, UnitId } from '../../workflows/kernel/terms.ts';
import type { Db, Queryable } from '../client.ts';
import { seal } from '../evidence.ts';
import type { Secrets } from '../secrets.ts';
import { appendTrail, trailActor, type TrailType } from '../trail.ts';
import { identityOf } from './identities.ts';
import { validOn } from '../valid-on.ts';

/** After it was agreed to, an identity can be opened for so long: our default. */
const OPEN_WITHIN_MS = 24 * 3_600_000;

/** An asking for an identity, and what became of it. `reason` names a sealed text. */
export interface Opening {
  readonly id: string;
  readonly tipId: string;
  readonly reason: string;
  readonly askedBy: PersonId;
  readonly askedAt: Instant;
  readonly decidedBy: PersonId | null;
  readonly decidedAt: Instant | null;
  readonly agreed: boolean | null;
  /** Names a sealed text, as `reason`. */
  readonly decisionReason: string | null;
  readonly openedAt: Instant | null;
}

/** Which tip an opening is of. */
export interface OfTip {
  readonly matterId: MatterId;
  readonly tipId: string;
}

/** Who does something to an opening, and when. */
interface Doing {
  readonly actor: Actor;
  readonly at: Instant;
}

/** Why an opening is not decided or opened. */
export type Unopened = 'NotFound' | 'AskerDecides' | 'Decided' | 'NotAsker' | 'NotAgreed' | 'Expired' | 'Used';

/** Asks for an identity, under an id that follows from the request; asked again it is the same asking, and told once. */
export async function askOpening(
  db: Db,
  tip: OfTip,
  { id, reason, actor, at }: Doing & { readonly id: string; readonly reason: string },
): Promise<void> {
  await db.sql.begin(async (sql) => {
    const sealed = await seal({ sql }, reason, at);
    const rows = await sql`
      insert into tip_openings (id, tip_id, reason, asked_by, asked_at)
      values (${id}, ${tip.tipId}, ${sealed}, ${actor.person}, ${at}) on conflict (id) do nothing returning id`;
    if (rows.length > 0) await tell(sql, 'TipIdentityAsked', tip, { actor, at }, { opening: id, reason: sealed });
  });
}

/**
 * Agrees or refuses, once, and by another person than who asked: an account more makes nobody another person, and who
 * stands in for somebody that day counts as that one. Answers why not, null when it is decided.
 */
export async function decideOpening(
  db: Db,
  tip: OfTip,
  { id, agree, reason, actor, at }: Doing & { readonly id: string; readonly agree: boolean; readonly reason: string },
): Promise<Unopened | null> {
  return await db.sql.begin(async (sql) => {
    const opening = await locked(sql, tip, id);
    if (opening === null) return 'NotFound';
    if (await areOne(sql, [opening.askedBy, actor.person], at)) return 'AskerDecides';
    if (opening.decidedAt !== null) return 'Decided';
    const sealed = await seal({ sql }, reason, at);
    await sql`
      update tip_openings set decided_by = ${actor.person}, decided_at = ${at}, agreed = ${agree},
        decision_reason = ${sealed} where id = ${id}`;
    const data = { opening: id, agreed: agree, reason: sealed };
    await tell(sql, 'TipIdentityDecided', tip, { actor, at }, data);
    return null;
  });
}

/**
 * Opens an identity: for who asked, once, and no longer than 24 hours after another person agreed. That it was opened
 * stands in the trail before anybody reads it; what cannot be opened because the key is gone is not used up.
 */
export async function openIdentity(
  db: Db,
  secrets: Secrets,
  tip: OfTip,
  { id, actor, at }: Doing & { readonly id: string },
): Promise<{ readonly refused: Unopened } | { readonly identity: unknown }> {
  return await db.sql.begin(async (sql) => {
    const opening = await locked(sql, tip, id);
    if (opening === null) return { refused: 'NotFound' };
    if (opening.askedBy !== actor.person) return { refused: 'NotAsker' };
    if (opening.agreed !== true || opening.decidedAt === null) return { refused: 'NotAgreed' };
    if (opening.openedAt !== null) return { refused: 'Used' };
    if (msOf(at) > msOf(opening.decidedAt) + OPEN_WITHIN_MS) return { refused: 'Expired' };
    const identity = await identityOf({ sql, secrets }, tip.tipId);
    await sql`update tip_openings set opened_at = ${at} where id = ${id}`;
    await tell(sql, 'TipIdentityOpened', tip, { actor, at }, { opening: id });
    return { identity };
  });
}

/** The askings for a tip's identity, the newest first. */
export async function openingsOf(db: Db, tip: OfTip): Promise<readonly Opening[]> {
  return await db.sql<Opening[]>`
    select ${columns(db.sql)} from tip_openings where tip_id = ${tip.tipId} order by asked_at desc, id`;
}

/** One asking for a tip's identity; null when there is none of that id. */
export async function openingOf(db: { readonly sql: Queryable }, tip: OfTip, id: string): Promise<Opening | null> {
  const [row] = await db.sql<Opening[]>`
    select ${columns(db.sql)} from tip_openings where id = ${id} and tip_id = ${tip.tipId}`;
  return row ?? null;
}

/** Whether a unit is one of 纪检监察. */
export async function isOfDiscipline(db: Db, unit: UnitId): Promise<boolean> {
  const rows = await db.sql`select 1 from units where id = ${unit} and kind = 'discipline'`;
  return rows.length > 0;
}

/** Until when an identity can be opened; null when it cannot. */
export function openUntil({ agreed, decidedAt, openedAt }: Opening): Instant | null {
  return agreed === true && decidedAt !== null && openedAt === null ? plusMs(decidedAt, OPEN_WITHIN_MS) : null;
}

/** Whether two are one person, or one of them stands in for the other on the day, as the deputy of a leave. */
async function areOne(sql: Queryable, two: readonly [PersonId, PersonId], at: Instant): Promise<boolean> {
  if (two[0] === two[1]) return true;
  const day = dayOf(at);
  const rows = await sql`
    select 1 from leaves l join tenures t on t.post = l.deputy_post
    where l.person = any(${[...two]}) and t.person = any(${[...two]}) and l.person <> t.person
      and ${validOn(sql, day, 't')}
      and l.cancelled_at is null and l.from_day <= ${day} and l.to_day >= ${day} limit 1`;
  return rows.length > 0;
}

/** Two at once wait for each other here. */
async function locked(sql: Queryable, tip: OfTip, id: string): Promise<Opening | null> {
  const [row] = await sql<Opening[]>`
    select ${columns(sql)} from tip_openings where id = ${id} and tip_id = ${tip.tipId} for update`;
  return row ?? null;
}

/** Ids only: why, stands sealed. */
async function tell(
  sql: Queryable,
  type: TrailType,
  { matterId }: OfTip,
  { actor, at }: Doing,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  await appendTrail({ sql }, { at, type, actor: trailActor(actor), subject: `tip/${matterId}`, data });
}

function columns(sql: Queryable) {
  return sql`id, tip_id as "tipId", reason, asked_by as "askedBy", asked_at as "askedAt", decided_by as "decidedBy",
    decided_at as "decidedAt", agreed, decision_reason as "decisionReason", opened_at as "openedAt"`;
}
