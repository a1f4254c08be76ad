import type { Command } from '../workflows/kernel/command.ts';
import type { Instant } from '../workflows/kernel/instant.ts';
import type { Refusal } from '../workflows/kernel/refusal.ts';
import type { MatterId } from '../workflows/kernel/terms.ts';
import { asJson, type Db, type Queryable } from './client.ts';
import { drawNumber } from './numbers.ts';

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
  const inserted = await db.sql<Row[]>`
    insert into commands (command_id, kind, matter_id, type, command, body_hash, opens, via, outcome, noted_at)
    values (${note.command.commandId}, ${note.kind}, ${note.matterId}, ${note.command.type},
      ${asJson(db.sql, note.command)}, ${note.bodyHash}, ${note.opens}, ${note.via}, 'waiting', ${note.command.at})
    on conflict (command_id) do nothing
    returning command, kind, matter_id, opens, via, outcome, version, refusal, noted_at, body_hash`;
  if (inserted[0] !== undefined) return { status: 'noted', record: recordOf(inserted[0]) };
  return before(db.sql, note.command.commandId, note);
}

/**
 * Notes an opening and draws the matter's number in the same transaction, so that an opening still costs one note. The
 * same request sent again draws nothing.
 */
export async function noteOpening(
  db: Db,
  series: { readonly prefix: string; readonly year: number },
  noteOf: (number: string) => Note,
): Promise<Noted> {
  const blank = noteOf('');
  const known = await before(db.sql, blank.command.commandId, blank);
  if (known.status !== 'noted') return known;
  return db.sql.begin(async (sql) => noteCommand({ sql }, noteOf(await drawNumber(sql, series.prefix, series.year))));
}
