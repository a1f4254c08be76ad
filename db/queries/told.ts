import type { Queryable } from '../client.ts';
import { versionColumns, type KeptVersion } from '../registers/versions.ts';

/** A command as far as its refusal is told. */
export interface DecidedCommand {
  readonly commandId: string;
  readonly subject: string;
  readonly type: string;
  readonly outcome: 'waiting' | 'done' | 'refused';
  /** Of its refusal; null when it has none. */
  readonly code: string | null;
}

/** Something that must be told in the trail once, and how often it is. `place` is where the next page goes on. */
export interface Told<Place> {
  readonly place: Place;
  readonly named: string;
  readonly times: number;
}

/** The changes of registers with these places. */
export async function versionsAt(sql: Queryable, ords: readonly number[]): Promise<KeptVersion[]> {
  return await sql<KeptVersion[]>`select ${versionColumns(sql)} from register_versions where ord = any(${[...ords]})`;
}

/** The commands of these ids. */
export async function commandsOf(sql: Queryable, ids: readonly string[]): Promise<DecidedCommand[]> {
  return await sql<DecidedCommand[]>`
    select command_id as "commandId", kind || '/' || matter_id as subject, type, outcome, refusal ->> 'code' as code
    from commands where command_id = any(${[...ids]})`;
}

/** As `changeSubject` writes an id: what holds words is told by a hash. */
function toldIdOf(sql: Queryable) {
  return sql`case when v.id ~ '^[!-~]*$' then v.id
    else '~' || left(encode(sha256(convert_to(v.id, 'UTF8')), 'hex'), 16) end`;
}

/** A page of the changes of registers after a place, and how often the trail tells each. */
export async function toldVersions(sql: Queryable, after: number, limit: number): Promise<Told<number>[]> {
  return await sql<Told<number>[]>`
    select ord as place, register || '/' || id as named, (
      select count(*)::int from trail t
      where t.type = 'RegisterChanged' and t.subject = 'registers/' || v.register || '/' || ${toldIdOf(sql)}
        and t.data ->> 'ord' = v.ord::text) as times
    from register_versions v where ord > ${after} order by ord limit ${limit}`;
}

/**
 * A page of all commands after an id, and how often the trail tells the refused ones of a place above `begun`; the others
 * count as told. All are read, since refused ones alone may lie so far apart that a page takes too long.
 */
export async function toldCommands(
  sql: Queryable,
  { after, begun }: { readonly after: string; readonly begun: number },
  limit: number,
): Promise<Told<string>[]> {
  return await sql<Told<string>[]>`
    select command_id as place, type || ' ' || command_id as named, case when outcome = 'refused' and ord > ${begun} then (
      select count(*)::int from trail t
      where t.type = 'CommandRefused' and t.subject = c.kind || '/' || c.matter_id
        and t.data ->> 'commandId' = c.command_id and t.data ->> 'via' <> 'api') else 1 end as times
    from commands c where command_id > ${after} order by command_id limit ${limit}`;
}
