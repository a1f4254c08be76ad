import type { Db } from '../../../db/client.ts';
import { identityNumber } from '../../../db/registers/identity-number.ts';
import { dayOf, instantOf, plusDays, type Day } from '../../../workflows/kernel/instant.ts';
import type { Answered, Caller } from './system.ts';

export const TODAY = dayOf(instantOf(Date.now()));

/** The day so many days from today. */
export function later(days: number): Day {
  return plusDays(TODAY, days);
}

/** The status of what was done, or the code of what was not. */
export function said(answered: Answered): unknown {
  return answered.status < 300 ? answered.status : answered.body['code'];
}

/** The codes of an answer's faults by their pointers. */
export function faultsIn(answered: Answered): Readonly<Record<string, string>> {
  const errors = answered.body['errors'] as readonly { pointer: string; code: string }[];
  return Object.fromEntries(errors.map(({ pointer, code }) => [pointer, code]));
}

/** A right number of an identity card, of a division code that no county has. */
export function identityOf(n: number): string {
  const first = `50990019900307${n.toString().padStart(3, '0')}`;
  const right = Array.from('0123456789X', (last) => first + last).find((it) => identityNumber(it, TODAY) !== null);
  if (right === undefined) throw new Error(`${first} has no check character`);
  return right;
}

let units = 0;

/** A unit to enter, with a name of its own: a department's station. */
export function unitBody(changes: object = {}): object {
  units += 1;
  const name = `试验站${units.toString()}`;
  return {
    kind: 'department', name, shortName: name, parent: 'u-shuili', validFrom: TODAY, reason: '三定方案', ...changes,
  }; // prettier-ignore
}

/** A post to enter, in the bureau of forestry. */
export function postBody(changes: object = {}): object {
  return {
    unit: 'u-linye', title: '防火值班岗', rank: 1, role: 'regulator', validFrom: TODAY, reason: '增设', ...changes,
  }; // prettier-ignore
}

/** Ways to the registers for one caller. */
export function entriesOf(caller: Caller) {
  const at = (register: string, id: string) => `/v1/registers/${register}/${id}`;
  return {
    add: (register: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
      caller.send(`/v1/registers/${register}`, body, headers),
    change: (register: string, id: string, body: object) =>
      caller.inject({
        method: 'PATCH',
        url: at(register, id),
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify({ reason: '变更', ...body }),
      }),
    get: (register: string, id: string) => caller.get(at(register, id)),
    page: (register: string, query: string) => caller.get(`/v1/registers/${register}?${query}`),
  };
}

/**
 * The answers to what is asked at once: everybody is held where they would write, or wait for each other, until all have
 * come so far. Whoever checked before without waiting has then checked what no longer holds.
 */
export async function atOnce(
  { sql }: Db,
  tables: readonly string[],
  asks: readonly (() => Promise<Answered>)[],
): Promise<readonly Answered[]> {
  const answers = await sql.begin(async (held) => {
    await held`lock table ${held.unsafe(tables.join(', '))} in exclusive mode`;
    const asked = asks.map((ask) => ask());
    for (let waiting = 0; waiting < asks.length;) {
      const [row] = await held<{ n: number }[]>`
        select count(distinct pid)::int as n from pg_locks
        where not granted and (database is null or database = (select oid from pg_database where datname = current_database()))`;
      waiting = row?.n ?? 0;
    }
    return { asked };
  });
  return await Promise.all(answers.asked);
}
