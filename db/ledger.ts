import { SYSTEM, type Command } from '../workflows/kernel/command.ts';
import type { Recorded } from '../workflows/kernel/event.ts';
import { isOwnWake, type Entry } from '../workflows/kernel/hear.ts';
import { instantOf } from '../workflows/kernel/instant.ts';
import type { MatterId } from '../workflows/kernel/terms.ts';
import type { Kind } from '../workflows/kinds.ts';
import type { Batch } from '../workflows/ports.ts';
import { chained, eventHash, genesisHash } from './chain.ts';
import type { Db, Transaction } from './client.ts';
import { lapsedBetween } from './documents/lapse.ts';
import { LedgerConflict, LedgerGap, sqlState } from './errors.ts';
import { ledgerRow } from './ledger-row.ts';
import { fold, projectionOf, shippedKind, type Folded, type KindOf } from './matters.ts';
import { commandRefused } from './refused-commands.ts';
import { appendTrailAll } from './trail.ts';
import { writeRows } from './write-rows.ts';

export { LedgerConflict, LedgerGap } from './errors.ts';

/**
 * The one way to write the ledger: takes the matter's row lock, compares what is there, adds what is missing, and in the
 * same transaction the projection, the outcome of every entry's command, the jobs, and in the trail what was refused.
 * Idempotent. Throws `LedgerGap` when something before these entries is missing, `LedgerConflict` when a seq stands with
 * other content.
 */
export async function append(db: Db, batch: Batch, kindOf: KindOf = shippedKind): Promise<{ version: number }> {
  const kind = kindOf(batch.kind);
  try {
    return await db.sql.begin((sql) => appendLocked(sql, batch, kind));
  } catch (error) {
    // The projection was being rebuilt: there was no row to lock, but the ledger has the events. Now there is one.
    if (sqlState(error) !== '23505') throw error;
    return db.sql.begin((sql) => appendLocked(sql, batch, kind));
  }
}

async function appendLocked(sql: Transaction, batch: Batch, kind: Kind): Promise<{ version: number }> {
  const { matterId } = batch;
  const events = batch.entries.flatMap((entry) => entry.events);
  if ((events[0]?.seq ?? 1) === 1) await lockOpening(sql, matterId);
  const before = await lockMatter(sql, matterId);
  const version = before?.version ?? 0;
  await compareKnown(
    sql,
    matterId,
    events.filter((event) => event.seq <= version),
  );
  const missing = contiguous(matterId, version, events);
  const fresh = chained(before?.lastHash ?? genesisHash(matterId, batch.kind), missing);
  const last = fresh.at(-1);
  const folded = last === undefined ? null : fold(kind, matterId, before, missing, last.hash);
  const rows = {
    ledger: fresh.map((event) => ledgerRow(kind, matterId, event)),
    matters: folded === null ? [] : [projectionOf(kind, folded)],
    commands: batch.entries.filter((entry) => !isOwnWake(entry)).map((entry) => commandRow(batch, entry)),
    jobs: batch.entries.filter((entry) => isFresh(entry, version)).flatMap((entry) => jobRows(batch, entry)),
  };
  const lapsed = folded === null ? null : lapsedBetween(matterId, before?.state, folded.state);
  const refused = await writeRows(sql, rows, lapsed);
  const now = instantOf(Date.now());
  await appendTrailAll(
    { sql },
    refused.map((command) => commandRefused(command, now)),
  );
  return { version: last?.seq ?? version };
}

/** Before its first event a matter has no row to lock, and two who write it at once would lock each other out. */
async function lockOpening(sql: Transaction, matterId: MatterId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${matterId}, 0))`;
}

/** The matter's row under lock: waits for whoever writes it, then sees what they wrote. */
async function lockMatter(sql: Transaction, matterId: MatterId): Promise<Folded | null> {
  const [row] = await sql<Folded[]>`
    select id as "matterId", kind, state, version, last_hash as "lastHash", number, opened_at as "openedAt",
      opened_by as "openedBy", heard_at as "heardAt"
    from matters where id = ${matterId} for update`;
  return row ?? null;
}

async function compareKnown(sql: Transaction, matterId: MatterId, known: readonly Recorded[]): Promise<void> {
  if (known.length === 0) return;
  const rows = await sql<{ seq: number; prevHash: string; hash: string }[]>`
    select seq, prev_hash as "prevHash", hash from ledger
    where matter_id = ${matterId} and seq = any(${known.map((event) => event.seq)})`;
  for (const event of known) {
    const row = rows.find((r) => r.seq === event.seq);
    if (row === undefined) throw new LedgerConflict(matterId, event.seq, 'the projection has it, the ledger has not');
    if (eventHash(row.prevHash, event) !== row.hash)
      throw new LedgerConflict(matterId, event.seq, 'stands with other content');
  }
}

function contiguous(matterId: MatterId, version: number, events: readonly Recorded[]): Recorded[] {
  const fresh = events.filter((event) => event.seq > version);
  fresh.forEach((event, i) => {
    if (event.seq !== version + 1 + i) throw new LedgerGap(matterId, version + 1 + i, event.seq);
  });
  return fresh;
}

function isFresh(entry: Entry, version: number): boolean {
  return (entry.events.at(-1)?.seq ?? 0) > version;
}

/** A command that was never noted (a signal from outside) is kept with what the entry says of it. */
function commandRow(batch: Batch, entry: Entry): object {
  const { outcome } = entry;
  const command: Command = {
    commandId: entry.commandId,
    type: entry.command,
    at: entry.at,
    actor: entry.events[0]?.actor ?? SYSTEM,
    body: null,
  };
  return {
    command_id: entry.commandId,
    kind: batch.kind,
    matter_id: batch.matterId,
    type: entry.command,
    command,
    opens: entry.events[0]?.seq === 1,
    via: 'signal',
    outcome: outcome.outcome,
    version: outcome.outcome === 'done' ? outcome.version : null,
    refusal: outcome.outcome === 'refused' ? outcome.refusal : null,
    noted_at: entry.at,
  };
}

function jobRows(batch: Batch, entry: Entry): object[] {
  return entry.effects.map((effect) => ({
    matter_id: batch.matterId,
    kind: batch.kind,
    key: effect.key,
    type: effect.type,
    payload: effect,
  }));
}
