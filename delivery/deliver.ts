import type { Db } from '../db/client.ts';
import type { KindOf } from '../db/matters.ts';
import { commandRecord, refuseCommand, type CommandRecord } from '../db/commands.ts';
import type { Recorded } from '../workflows/kernel/event.ts';
import type { Refusal } from '../workflows/kernel/refusal.ts';
import { appendAnswer } from './append.ts';
import type { Temporal } from './connect.ts';
import { inLane } from './lanes.ts';
import { olderOnesAreOut } from './order.ts';
import { sendSignal, sendUpdate } from './send.ts';

/** What delivery needs: where commands are noted, and where they are decided. */
export interface Delivery {
  readonly db: Db;
  readonly temporal: Temporal;
  /** Only tests of kinds that are not shipped give another. */
  readonly kindOf?: KindOf;
}

/** One outcome, or not yet. `events` are the command's own, without the wakes around it; empty when it was recorded before. */
export type Delivered =
  | { readonly outcome: 'done'; readonly version: number; readonly events: readonly Recorded[] }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
  | { readonly outcome: 'waiting' };

const WAITING: Delivered = { outcome: 'waiting' };

/**
 * Has a noted command decided and writes the durable answer, once, however often it is called. `waiting` after
 * `timeoutMs`, when Temporal or every worker is away, or while an older command on the same matter waits: the sweeper
 * finishes it. Throws what the database throws (the command stays noted) and on bugs.
 */
export async function deliver(ctx: Delivery, record: CommandRecord, timeoutMs: number): Promise<Delivered> {
  if (record.outcome !== 'waiting') return settled(record);
  const until = Date.now() + timeoutMs;
  if (!(await olderOnesAreOut(ctx.db, record, until))) return WAITING;
  const said = await inLane(record.matterId, until, () => sendUpdate(ctx, record, until));
  if (said === null || said.said === 'nothing') return WAITING;
  if (said.said === 'refused') {
    await refuseCommand(ctx.db, record, said.refusal);
    // Whoever was first has the last word: a signal of the same id may have been decided in between.
    return settled((await commandRecord(ctx.db, record.commandId)) ?? record);
  }
  await appendAnswer(ctx, record, said.answer.entries);
  const own = said.answer.entries.find((entry) => entry.commandId === record.commandId);
  return { outcome: 'done', version: said.answer.version, events: own?.events ?? [] };
}

/** Hands a noted command in by the other door: durably accepted, decided when heard. False when Temporal is away: the sweeper delivers it. */
export async function post(ctx: Delivery, record: CommandRecord, timeoutMs = 5_000): Promise<boolean> {
  const until = Date.now() + timeoutMs;
  return (await olderOnesAreOut(ctx.db, record, until)) && (await sendSignal(ctx.temporal, record, until));
}

function settled(record: CommandRecord): Delivered {
  if (record.outcome === 'refused' && record.refusal !== null) return { outcome: 'refused', refusal: record.refusal };
  if (record.outcome === 'done' && record.version !== null)
    return { outcome: 'done', version: record.version, events: [] };
  return WAITING;
}
