import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

/** How a run of Temporal stands, or ended. */
const RUN_STATUSES = [
  'running',
  'completed',
  'failed',
  'canceled',
  'terminated',
  'timedOut',
  'continuedAsNew',
] as const;

/** Exported histories: a closed run once, an open one as often as it was taken. The bytes lie in the archive's store. */
export const histories = pgTable(
  'histories',
  {
    matterId: text('matter_id').notNull(),
    runId: text('run_id').notNull(),
    kind: text('kind').notNull(),
    /** How many events it has; an open run that is taken again has more. */
    events: integer('events').notNull(),
    status: text('status', { enum: RUN_STATUSES }).notNull(),
    /** The build that completed the last task; null when the history names none. */
    build: text('build'),
    startedAt: instant('started_at').notNull(),
    closedAt: instant('closed_at'),
    /** `sha256:<hex>` of the JSON as it was exported, before it was compressed. */
    hash: text('hash').notNull(),
    size: integer('size').notNull(),
    archivedAt: instant('archived_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.matterId, t.runId, t.events] }), index('histories_archived').on(t.archivedAt)],
);

/** The archive's own store: compressed bytes by the hash of what they hold. Empty where a folder is the store. */
export const archiveObjects = pgTable('archive_objects', {
  hash: text('hash').primaryKey(),
  content: bytes('content').notNull(),
});

/** What each reconciliation of the archive with Temporal's own list found; the latest is shown. */
export const archiveChecks = pgTable('archive_checks', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  checkedAt: instant('checked_at').notNull(),
  closed: integer('closed').notNull(),
  archived: integer('archived').notNull(),
  retentionDays: integer('retention_days').notNull(),
  /** Whether something may be lost before long, or is. */
  alarm: boolean('alarm').notNull(),
  findings: jsonb('findings').notNull(),
});

/** The code that ran: every workflow bundle that a worker of this installation has run, by its hash. */
export const bundles = pgTable('bundles', {
  hash: text('hash').primaryKey(),
  version: text('version').notNull(),
  sdk: text('sdk').notNull(),
  node: text('node').notNull(),
  lockHash: text('lock_hash').notNull(),
  code: bytes('code').notNull(),
  lock: bytes('lock').notNull(),
  keptAt: instant('kept_at').notNull(),
});

/** What Temporal does not keep: refusals, sign-ins, reads of sealed things, exports, changes of registers. One chain. */
export const trail = pgTable(
  'trail',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey(),
    at: instant('at').notNull(),
    type: text('type').notNull(),
    actor: jsonb('actor').notNull(),
    /** What it is about, such as `hazard/<id>` or `registers/units/<id>`. */
    subject: text('subject'),
    data: jsonb('data').notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [index('trail_subject').on(t.subject, t.seq), index('trail_type').on(t.type, t.seq)],
);

/** Seals over the heads of all chains, each linked to the one before; the same documents lie outside the database. */
export const seals = pgTable('seals', {
  n: integer('n').primaryKey(),
  at: instant('at').notNull(),
  /** The seal as it was signed. */
  body: jsonb('body').notNull(),
  signature: text('signature').notNull(),
});

/** The heads that had moved when a seal was made: of each chain the newest one up to a seal stands in its tree. */
export const sealedHeads = pgTable(
  'sealed_heads',
  {
    seal: integer('seal').notNull(),
    chain: text('chain').notNull(),
    length: bigint('length', { mode: 'number' }).notNull(),
    head: text('head').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chain, t.seal] }), index('sealed_heads_of').on(t.seal)],
);

/** Audits of many matters that were ordered through the API, and evidence bundles. */
export const auditRuns = pgTable(
  'audit_runs',
  {
    id: text('id').primaryKey(),
    by: text('by').notNull(),
    at: instant('at').notNull(),
    /** The matters asked for; null for all. */
    matters: jsonb('matters'),
    status: text('status', { enum: ['running', 'done', 'failed'] }).notNull(),
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    result: jsonb('result'),
    error: text('error'),
    finishedAt: instant('finished_at'),
  },
  (t) => [index('audit_runs_newest').on(t.at)],
);

/** Evidence bundles of single matters that were ordered through the API. */
export const exportedMatters = pgTable('exported_matters', {
  id: text('id').primaryKey(),
  matterId: text('matter_id').notNull(),
  by: text('by').notNull(),
  at: instant('at').notNull(),
  status: text('status', { enum: ['running', 'done', 'failed'] }).notNull(),
  verdict: jsonb('verdict'),
  /** `sha256:<hex>` of the file. */
  hash: text('hash'),
  size: integer('size'),
  content: bytes('content'),
  error: text('error'),
  finishedAt: instant('finished_at'),
});
