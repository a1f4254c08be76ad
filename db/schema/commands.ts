import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Every command that was handed in, and the one outcome that it has. `command` is null when it came past the API. */
export const commands = pgTable(
  'commands',
  {
    commandId: text('command_id').primaryKey(),
    ord: bigint('ord', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    kind: text('kind').notNull(),
    matterId: text('matter_id').notNull(),
    type: text('type').notNull(),
    command: jsonb('command'),
    bodyHash: text('body_hash'),
    opens: boolean('opens').notNull(),
    via: text('via', { enum: ['update', 'signal'] }).notNull(),
    outcome: text('outcome', { enum: ['waiting', 'done', 'refused'] }).notNull(),
    version: integer('version'),
    refusal: jsonb('refusal'),
    notedAt: instant('noted_at').notNull(),
    decidedAt: instant('decided_at'),
  },
  (t) => [
    index('commands_waiting')
      .on(t.ord)
      .where(sql`outcome = 'waiting'`),
    index('commands_waiting_of')
      .on(t.matterId, t.notedAt)
      .where(sql`outcome = 'waiting'`),
  ],
);

/** What recorded events ask of the world: leased, done at least once, at most one row for each matter and key. */
export const jobs = pgTable(
  'jobs',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    matterId: text('matter_id').notNull(),
    kind: text('kind').notNull(),
    key: text('key').notNull(),
    type: text('type').notNull(),
    payload: jsonb('payload').notNull(),
    attempts: integer('attempts').notNull().default(0),
    runAt: instant('run_at')
      .notNull()
      .default(sql`now()`),
    leaseOwner: text('lease_owner'),
    leaseUntil: instant('lease_until'),
    lastError: text('last_error'),
    doneAt: instant('done_at'),
    deadAt: instant('dead_at'),
  },
  (t) => [
    unique('jobs_once').on(t.matterId, t.key),
    index('jobs_pending')
      .on(t.runAt, t.id)
      .where(sql`done_at is null and dead_at is null`),
  ],
);
