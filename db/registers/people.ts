import { fault, type DraftFault } from '../../workflows/kernel/draft-fault.ts';
import type { Day } from '../../workflows/kernel/instant.ts';
import type { Db, Queryable, Transaction } from '../client.ts';
import { isEnteredAs, isUnchanged, writeEntry, type Reasoned, type Staffer, type Written } from './entry.ts';
import { oneAtATime } from './write.ts';

/** A person, as the row stands. `identity` is a keyed hash and leaves this room only within kept changes. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly identity: string | null;
  /** The law-enforcement certificate (行政执法证) and its days, inclusive. */
  readonly certificate: string | null;
  readonly certificateFrom: Day | null;
  readonly certificateTo: Day | null;
}

/** Enters a person. The same by the same hand again is entered once (`taken` where the id is another's). */
export async function addPerson(db: Db, person: Person, hand: Reasoned): Promise<Written<Person>> {
  return await writeEntry<Person>(db, 'people', hand, async (sql) => {
    const { id, name, phone, email, identity, certificate, certificateFrom, certificateTo } = person;
    await oneAtATime(sql, 'people', id);
    const known = await personOf(sql, id);
    if (known !== null)
      return (await isEnteredAs(sql, 'people', person.id, person, hand)) ? { again: known } : { not: 'taken' };
    const faults = certificateFaults(person);
    if (faults.length > 0) return { faults };
    if (await isAnother(sql, person)) return { not: 'person' };
    await sql`
      insert into people (id, name, phone, email, identity, certificate, certificate_from, certificate_to)
      values (${id}, ${name}, ${phone}, ${email}, ${identity}, ${certificate}, ${certificateFrom}, ${certificateTo})`;
    return { before: null, after: person };
  });
}

/**
 * Changes what the register says of a person. An identity card that stands the system administrator does not replace
 * (`card`): a natural person would become another with their accounts.
 */
export async function changePerson(
  db: Db,
  id: string,
  changes: Partial<Omit<Person, 'id'>>,
  hand: Staffer,
): Promise<Written<Person>> {
  return await writeEntry<Person>(db, 'people', hand, async (sql) => {
    await oneAtATime(sql, 'people', id);
    const before = await personOf(sql, id);
    if (before === null) return { not: 'absent' };
    const after: Person = { ...before, ...changes };
    if (isUnchanged(before, after)) return { not: 'nothing' };
    const isReplaced = before.identity !== null && after.identity !== before.identity;
    if (isReplaced && hand.role === 'admin') return { not: 'card' };
    const faults = certificateFaults(after);
    if (faults.length > 0) return { faults };
    if (await isAnother(sql, after)) return { not: 'person' };
    const { name, phone, email, identity, certificate, certificateFrom, certificateTo } = after;
    await sql`
      update people set name = ${name}, phone = ${phone}, email = ${email}, identity = ${identity},
        certificate = ${certificate}, certificate_from = ${certificateFrom}, certificate_to = ${certificateTo}
      where id = ${id}`;
    return { before, after };
  });
}

/**
 * Whether the identity is, or once was, that of somebody else in the register: a card that was replaced makes nobody new.
 * Who asks so at once waits for each other.
 */
async function isAnother(sql: Transaction, { id, identity }: Person): Promise<boolean> {
  if (identity === null) return false;
  await oneAtATime(sql, 'people', `identity/${identity}`);
  const found = await sql`
    select 1 from people where identity = ${identity} and id <> ${id}
    union all
    select 1 from register_versions
    where register = 'people' and id <> ${id} and ${identity} in (before ->> 'identity', after ->> 'identity') limit 1`;
  return found.length > 0;
}

async function personOf(sql: Queryable, id: string): Promise<Person | null> {
  const [person] = await sql<Person[]>`
    select id, name, phone, email, identity, certificate, certificate_from as "certificateFrom",
      certificate_to as "certificateTo"
    from people where id = ${id}`;
  return person ?? null;
}

function certificateFaults({ certificate, certificateFrom, certificateTo }: Person): readonly DraftFault[] {
  if (certificate === null) {
    const isDated = certificateFrom !== null || certificateTo !== null;
    return isDated ? [fault('/certificate', 'CertificateMissing', '写了证件日期，却没有证件号')] : [];
  }
  if (certificateFrom === null) return [fault('/certificateFrom', 'CertificateUndated', '须写明证件的起始日')];
  const isReversed = certificateTo !== null && certificateTo < certificateFrom;
  return isReversed ? [fault('/certificateTo', 'DaysReversed', '证件的截止日早于起始日')] : [];
}
