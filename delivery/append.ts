import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '../db/client.ts';
import type { CommandRecord } from '../db/commands.ts';
import { LedgerGap } from '../db/errors.ts';
import { append } from '../db/ledger.ts';
import type { KindOf } from '../db/matters.ts';
import type { Entry } from '../workflows/kernel/hear.ts';
import { askUnconfirmed } from './ask.ts';
import type { Temporal } from './connect.ts';

const GAP_PAUSE_MS = 50;
const GAP_TRIES = 10;
const FILL_MS = 10_000;

/**
 * Writes a durable answer into the ledger. When entries before it are still on their way from another caller it waits
 * half a second for them, then fetches them from the run. Throws `LedgerConflict` (a bug) and what the database throws.
 */
export async function appendAnswer(
  ctx: { readonly db: Db; readonly temporal: Temporal; readonly kindOf?: KindOf },
  record: CommandRecord,
  entries: readonly Entry[],
): Promise<void> {
  // An empty answer: the entries were confirmed by the loop's own hand-over, which also set the outcome.
  if (entries.length === 0) return;
  const { matterId, kind } = record;
  for (let tries = 1; tries <= GAP_TRIES; tries += 1) {
    try {
      await append(ctx.db, { matterId, kind, entries }, ctx.kindOf);
      return;
    } catch (error) {
      if (!(error instanceof LedgerGap)) throw error;
    }
    await pause(GAP_PAUSE_MS);
  }
  const missing = await askUnconfirmed(ctx.temporal, matterId, 1, Date.now() + FILL_MS);
  await append(ctx.db, { matterId, kind, entries: withAll(missing, entries) }, ctx.kindOf);
}

/** What the run holds, then what of the answer it has meanwhile confirmed away. */
function withAll(missing: readonly Entry[], answer: readonly Entry[]): Entry[] {
  const ids = new Set(missing.map((entry) => entry.commandId));
  const rest = answer.filter((entry) => !ids.has(entry.commandId));
  return [...rest, ...missing].sort((a, b) => seqOf(a) - seqOf(b));
}

function seqOf(entry: Entry): number {
  return entry.events.at(-1)?.seq ?? 0;
}
