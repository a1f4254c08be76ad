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
    listed: boolean('listed'),
  },
  (t) => {
    // Read backwards, which is how lists are ordered; one that is built `desc()` puts nulls elsewhere and does not serve.
    const newest = [t.openedAt, t.id] as const;
    return [
      index('matters_newest').on(t.kind, ...newest),
      index('matters_open')
        .on(t.kind, ...newest)
        .where(sql`open`),
      index('matters_overdue')
        .on(t.kind, ...newest)
        .where(sql`overdue_since is not null`),
      index('matters_major')
        .on(t.kind, ...newest)
        .where(sql`severity = 'major'`),
      index('matters_level')
        .on(t.kind, t.level, ...newest)
        .where(sql`level > 0`),
      index('matters_status').on(t.kind, t.status, ...newest),
      index('matters_region').on(t.kind, t.region, ...newest),
      index('matters_sector').on(t.kind, t.sector, ...newest),
      index('matters_lead').on(t.kind, t.lead, ...newest),
      index('matters_opener').on(t.openedBy, ...newest),
      index('matters_post')
        .on(t.holderPost, ...newest)
        .where(sql`holder_post is not null`),
      index('matters_unit')
        .on(t.holderUnit, ...newest)
        .where(sql`holder_unit is not null`),
      index('matters_wake')
        .on(t.nextWake)
        .where(sql`next_wake is not null`),
      index('matters_parent')
        .on(t.parent)
        .where(sql`parent is not null`),
      index('matters_units').using('gin', t.units),
    ];
  },
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
