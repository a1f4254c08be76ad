import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** The projection: one row a matter, folded from its ledger, dropped and rebuilt at will. */
export const matters = pgTable(
  'matters',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    number: text('number').notNull().unique(),
    title: text('title').notNull(),
    status: text('status').notNull(),
    open: boolean('open').notNull(),
    severity: text('severity'),
    holderPost: text('holder_post'),
    holderUnit: text('holder_unit'),
    holderPerson: text('holder_person'),
    level: integer('level').notNull(),
    rung: text('rung'),
    round: integer('round').notNull(),
    deadlines: jsonb('deadlines').notNull(),
    proposals: jsonb('proposals').notNull(),
    overdueSince: instant('overdue_since'),
    region: text('region'),
    sector: text('sector'),
    subject: text('subject'),
    lead: text('lead'),
    units: text('units').array().notNull(),
    foundOn: date('found_on'),
    closedAt: instant('closed_at'),
    imported: boolean('imported').notNull(),
    parent: text('parent'),
    openedAt: instant('opened_at').notNull(),
    openedBy: text('opened_by').notNull(),
    heardAt: instant('heard_at').notNull(),
    nextWake: instant('next_wake'),
    version: integer('version').notNull(),
    lastHash: text('last_hash').notNull(),
    state: jsonb('state').notNull(),
    summary: jsonb('summary').notNull(),
    late: boolean('late'),
    firstPass: boolean('first_pass'),
  },
  (t) => [
    index('matters_newest').on(t.kind, t.openedAt.desc(), t.id.desc()),
    index('matters_open')
      .on(t.kind, t.openedAt.desc(), t.id.desc())
      .where(sql`open`),
    index('matters_holder')
      .on(t.holderPost)
      .where(sql`open`),
    index('matters_wake')
      .on(t.nextWake)
      .where(sql`next_wake is not null`),
    index('matters_parent')
      .on(t.parent)
      .where(sql`parent is not null`),
    index('matters_units').using('gin', t.units),
  ],
);

/** The last number drawn of each prefix and year; never goes back. */
export const numbers = pgTable('numbers', {
  series: text('series').primaryKey(),
  last: integer('last').notNull(),
});

/** By which code all projections were last folded anew: one row, from which a preparation tells that the fold has changed. */
export const folds = pgTable('folds', {
  one: boolean('one').primaryKey().default(true),
  /** SHA-256 over the sources that fold. */
  fingerprint: text('fingerprint').notNull(),
  at: instant('at')
    .notNull()
    .default(sql`now()`),
});
