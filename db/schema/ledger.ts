import { sql } from 'drizzle-orm';
import { date, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/**
 * What has happened, append-only and hash-chained per matter. The columns after `hash` are not part of the record: they
 * say of an opening event what statistics count by, and when the row was written.
 */
export const ledger = pgTable(
  'ledger',
  {
    matterId: text('matter_id').notNull(),
    seq: integer('seq').notNull(),
    kind: text('kind').notNull(),
    type: text('type').notNull(),
    eventVersion: integer('event_version').notNull(),
    at: instant('at').notNull(),
    heardAt: instant('heard_at').notNull(),
    commandId: text('command_id').notNull(),
    actor: jsonb('actor').notNull(),
    data: jsonb('data').notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
    foundOn: date('found_on'),
    region: text('region'),
    sector: text('sector'),
    parent: text('parent'),
    writtenAt: instant('written_at')
      .notNull()
      .default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.matterId, t.seq] }),
    index('ledger_openings')
      .on(t.kind, t.foundOn, t.matterId)
      .where(sql`seq = 1`),
    // What was written lately is looked up by every seal; rows lie in the order in which they were written.
    index('ledger_written').using('brin', t.writtenAt),
  ],
);
