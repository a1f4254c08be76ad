import type { Command } from '../workflows/kernel/command.ts';
import { instantOf, type Instant } from '../workflows/kernel/instant.ts';
import type { Refusal } from '../workflows/kernel/refusal.ts';
import type { MatterId } from '../workflows/kernel/terms.ts';
import { canonicalJson } from './canonical.ts';
import { asJson, type Db, type Queryable } from './client.ts';
import { drawNumber } from './numbers.ts';
import { commandRefused } from './refused-commands.ts';
import { appending } from './trail.ts';

/** A command that was noted, and what became of it. `command` as first noted: its `at` decides, however often it is sent. */
export interface CommandRecord {
  readonly commandId: string;
  readonly kind: string;
  readonly matterId: MatterId;
  readonly command: Command;
  readonly opens: boolean;
  readonly via: 'update' | 'signal';
  readonly outcome: 'waiting' | 'done' | 'refused';
  readonly version: number | null;
  readonly refusal: Refusal | null;
  readonly notedAt: Instant;
  /** Null when it came past the API, or back from a history: what was asked for is then known from `command` alone. */
  readonly bodyHash: string | null;
}

/** A command to note. `bodyHash` tells the same request from another under the same key. */
export interface Note {
  readonly command: Command;
  readonly kind: string;
  readonly matterId: MatterId;
  readonly opens: boolean;
  readonly via: 'update' | 'signal';
  readonly bodyHash: string;
}

/** `noted`: `record` is what must be sent. `known`: the same request came before. `otherBody`: the key was used for another. */
export type Noted =
  | { readonly status: 'noted'; readonly record: CommandRecord }
  | { readonly status: 'known'; readonly record: CommandRecord }
  | { readonly status: 'otherBody' };

/** Notes a command before anything is sent: one statement, one transaction. From here on it ends in one outcome. */
export async function noteCommand(db: { readonly sql: Queryable }, note: Note): Promise<Noted> {
  const { sql } = db;
  const [row] = await sql<Row[]>`
    insert into commands (command_id, kind, matter_id, type, command, body_hash, opens, via, outcome, noted_at)
    values (${note.command.commandId}, ${note.kind}, ${note.matterId}, ${note.command.type},
      ${asJson(sql, note.command)}, ${note.bodyHash}, ${note.opens}, ${note.via}, 'waiting', ${note.command.at})
    on conflict (command_id) do nothing
    returning ${columns(sql)}`;
  if (row !== undefined) return { status: 'noted', record: recordOf(row) };
  const known = await knownNote(sql, note);
  if (known === null) throw new Error(`command ${note.command.commandId} vanished while it was noted`);
  return known;
}

/**
 * Notes an opening and draws the matter's number in the same transaction, so that an opening still costs one note. The
 * same request sent again draws nothing. What has to be kept beside a new note is kept by `beside`, or neither is.
 */
export async function noteOpening(
  db: Db,
  series: { readonly prefix: string; readonly year: number },
  noteOf: (number: string) => Note,
  beside?: (sql: Queryable) => Promise<void>,
): Promise<Noted> {
  const known = await knownNote(db.sql, noteOf(''));
  if (known !== null) return known;
  return db.sql.begin(async (sql) => {
    const noted = await noteCommand({ sql }, noteOf(await drawNumber(sql, series.prefix, series.year)));
    if (noted.status === 'noted') await beside?.(sql);
    return noted;
  });
}

/** What became of a command, or null when it was never noted. */
export async function commandRecord(db: { readonly sql: Queryable }, commandId: string): Promise<CommandRecord | null> {
  const [row] = await db.sql<Row[]>`select ${columns(db.sql)} from commands where command_id = ${commandId}`;
  return row === undefined ? null : recordOf(row);
}

/**
 * Sets *refused* where no outcome stands yet, and says so in the trail, in one statement: what is recorded as done stays
 * done, and what was refused before is not told again.
 */
export async function refuseCommand(
  db: { readonly sql: Queryable },
  record: CommandRecord,
  refusal: Refusal,
): Promise<void> {
  const { sql } = db;
  const entry = commandRefused({ ...record, refusal }, instantOf(Date.now()));
  await sql`
    with refused as (
      update commands set outcome = 'refused', refusal = ${asJson(sql, refusal)}, decided_at = now()
      where command_id = ${record.commandId} and outcome = 'waiting'
      returning command_id
    )
    select ${appending(sql, entry)} from refused`;
}

/** Commands without an outcome that were noted more than `olderThanMs` ago, in order of receipt. */
export async function waitingCommands(db: Db, olderThanMs: number, limit: number): Promise<CommandRecord[]> {
  const rows = await db.sql<Row[]>`
    select ${columns(db.sql)} from commands
    where outcome = 'waiting' and noted_at < now() - ${olderThanMs} * interval '1 millisecond'
    order by ord limit ${limit}`;
  return rows.map(recordOf);
}

/** Whether another command on the same matter, received more than `sameTimeMs` before this one, still waits. */
export async function hasOlderWaiting(db: Db, record: CommandRecord, sameTimeMs: number): Promise<boolean> {
  const rows = await db.sql`
    select 1 from commands
    where outcome = 'waiting' and matter_id = ${record.matterId} and command_id <> ${record.commandId}
      and noted_at < ${record.notedAt}::timestamptz - ${sameTimeMs} * interval '1 millisecond'
    limit 1`;
  return rows.length > 0;
}

interface Row {
  readonly command: Command;
  readonly commandId: string;
  readonly kind: string;
  readonly type: string;
  readonly matterId: MatterId;
  readonly bodyHash: string | null;
  readonly opens: boolean;
  readonly via: 'update' | 'signal';
  readonly outcome: 'waiting' | 'done' | 'refused';
  readonly version: number | null;
  readonly refusal: Refusal | null;
  readonly notedAt: Instant;
}

function columns(sql: Queryable) {
  return sql`command_id as "commandId", command, kind, type, matter_id as "matterId", body_hash as "bodyHash", opens, via,
    outcome, version, refusal, noted_at as "notedAt"`;
}

async function knownNote(sql: Queryable, note: Note): Promise<Noted | null> {
  const [row] = await sql<Row[]>`select ${columns(sql)} from commands where command_id = ${note.command.commandId}`;
  if (row === undefined) return null;
  const same =
    (row.bodyHash === null ? isOfBody(row.command, note.command.body) : row.bodyHash === note.bodyHash) &&
    row.matterId === note.matterId &&
    row.kind === note.kind &&
    row.type === note.command.type;
  return same ? { status: 'known', record: recordOf(row) } : { status: 'otherBody' };
}

/** What came back without a hash is held against the body itself; of what came without a body nothing can be said. */
function isOfBody(known: Command | null, body: unknown): boolean {
  return known !== null && canonicalJson(known.body) === canonicalJson(JSON.parse(JSON.stringify(body)));
}

function recordOf(row: Row): CommandRecord {
  const { commandId, kind, matterId, command, opens, via, outcome, version, refusal, notedAt, bodyHash } = row;
  return { commandId, kind, matterId, command, opens, via, outcome, version, refusal, notedAt, bodyHash };
}
