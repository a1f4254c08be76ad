import type { Role } from '../../workflows/kernel/command.ts';
import type { DraftFault } from '../../workflows/kernel/draft-fault.ts';
import { asJson, type Db, type Transaction } from '../client.ts';
import type { RegisterName } from './read.ts';
import { writeEntries, type Changed, type Hand } from './write.ts';

/** Whose change it is, when, and why. */
export interface Reasoned extends Hand {
  readonly reason: string;
}

/** Whose change of posts or people it is, and in which role. */
export interface Staffer extends Reasoned {
  readonly role: Role;
}

/**
 * Why an entry is not written. `absent`: there is none of that id; `taken`: the id is another entry's; `nothing`: it says
 * so already; `period`: it ends before it begins, or before today; `unit`: its unit is not known; `own`: it is the change
 * of one's own post; `reach`: the system administrator would change who is one of 三员; `last`: one of 三员 would be nobody;
 * `person`: the same natural person stands already; `card`: the system administrator would replace an identity card;
 * `nobody`: its person is not known; `past`: it would change what was recorded of days that are over; `known`: an
 * enterprise of that name or code stands already; `gap`: nobody would supervise the sector.
 */
export type NotWritten =
  | 'absent'
  | 'taken'
  | 'nothing'
  | 'period'
  | 'unit'
  | 'own'
  | 'reach'
  | 'last'
  | 'person'
  | 'card'
  | 'nobody'
  | 'past'
  | 'known'
  | 'gap';

/** What keeps a unit from ending, counted: open matters, posts and units below that stand on beyond its end. */
export interface Against {
  readonly matters: number;
  readonly posts: number;
  readonly units: number;
}

/** Why nothing was written. */
type Refused =
  { readonly not: NotWritten } | { readonly faults: readonly DraftFault[] } | { readonly against: Against };

/** What became of an entry. */
export type Written<Row> = { readonly done: Row } | Refused;

/** A change to write, or an entry that stands as it is asked for already (`again`). */
type Change<Row> = { readonly before: Row | null; readonly after: Row } | { readonly again: Row } | Refused;

/** Several kept changes with what they come to, or the same as of one. */
export type Changes<Row> =
  | { readonly done: Row; readonly changes: readonly (Changed & { readonly register: RegisterName })[] }
  | { readonly again: Row }
  | Refused;

/** Writes what `change` answers as kept changes that stand or fall together, each with its reason, or says why not. */
export async function writeChanges<Row>(
  db: Db,
  hand: Reasoned,
  change: (sql: Transaction) => Promise<Changes<Row>>,
): Promise<Written<Row>> {
  const { reason } = hand;
  return await writeEntries<Written<Row>>(db, hand, async (sql) => {
    const it = await change(sql);
    if (!('changes' in it)) return { changes: [], result: 'again' in it ? { done: it.again } : it };
    const changes = it.changes.map((one) => ({ ...one, after: one.after && { ...one.after, reason } }));
    return { changes, result: { done: it.done } };
  });
}

/** Writes what `change` answers, with its reason, as one kept change of the register, or says why not. */
export async function writeEntry<Row extends { readonly id: string }>(
  db: Db,
  register: RegisterName,
  hand: Reasoned,
  change: (sql: Transaction) => Promise<Change<Row>>,
): Promise<Written<Row>> {
  return await writeChanges<Row>(db, hand, async (sql) => {
    const it = await change(sql);
    if (!('after' in it)) return it;
    const { before, after } = it;
    return { done: after, changes: [{ register, id: after.id, before, after }] };
  });
}

/** Whether an entry was first entered by the same hand as exactly this: then to ask for it again is to ask once. */
export async function isEnteredAs(
  sql: Transaction,
  register: RegisterName,
  id: string,
  entry: object,
  { by, reason }: Reasoned,
): Promise<boolean> {
  const [first] = await sql<{ same: boolean }[]>`
    select before is null and by = ${by} and after = ${asJson(sql, { ...entry, reason })} as same
    from register_versions where register = ${register} and id = ${id} order by ord limit 1`;
  return first?.same === true;
}

/** Whether a change leaves an entry as it is. */
export function isUnchanged(before: object, after: object): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

/** Whether days are the wrong way round, or what is newly said to end would have ended before today. */
export function isUpsideDown(
  next: { readonly validFrom: string; readonly validTo: string | null },
  before: { readonly validTo: string | null } | null,
  today: string,
): boolean {
  const { validFrom, validTo } = next;
  if (validTo === null) return false;
  return validTo < validFrom || (before !== null && before.validTo !== validTo && validTo < today);
}
