import { sql } from 'drizzle-orm';
import { bigint, boolean, date, index, integer, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

/** Notices to posts, written by jobs; a digest gathers many. */
export const inbox = pgTable(
  'inbox',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    post: text('post').notNull(),
    matterId: text('matter_id'),
    kind: text('kind'),
    key: text('key').notNull(),
    notice: text('notice').notNull(),
    title: text('title').notNull(),
    body: text('body').notNull(),
    data: jsonb('data').notNull(),
    count: integer('count').notNull().default(1),
    at: instant('at').notNull(),
    readAt: instant('read_at'),
    readBy: text('read_by'),
  },
  (t) => [
    unique('inbox_once').on(t.post, t.key),
    index('inbox_newest').on(t.post, t.id),
    index('inbox_unread')
      .on(t.post, t.id)
      .where(sql`read_at is null`),
  ],
);

/** Which job has put its line into which digest, so that a repeated job adds nothing. */
export const digestLines = pgTable(
  'digest_lines',
  { post: text('post').notNull(), key: text('key').notNull(), line: text('line').notNull() },
  (t) => [primaryKey({ columns: [t.post, t.key, t.line] })],
);

/** Entries of leaders' ledgers (履职台账). */
export const dutyEntries = pgTable(
  'duty_entries',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    post: text('post').notNull(),
    matterId: text('matter_id').notNull(),
    key: text('key').notNull(),
    duty: text('duty').notNull(),
    data: jsonb('data').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [unique('duty_once').on(t.matterId, t.key), index('duty_newest').on(t.post, t.id)],
);

/** Bytes by their hash: photos, papers, frozen dossiers, imported files. Never changed. */
export const evidence = pgTable('evidence', {
  id: text('id').primaryKey(),
  type: text('type').notNull(),
  size: integer('size').notNull(),
  name: text('name'),
  uploader: text('uploader').notNull(),
  at: instant('at').notNull(),
  content: bytes('content').notNull(),
});

/** Everyone who handed the same bytes in: who has them may cite them. */
export const evidenceUploads = pgTable(
  'evidence_uploads',
  {
    evidenceId: text('evidence_id').notNull(),
    uploader: text('uploader').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.evidenceId, t.uploader] })],
);

/** Personal text that no rule needs, kept apart; the event holds the id, a hash with salt. */
export const sealed = pgTable('sealed', {
  id: text('id').primaryKey(),
  salt: text('salt').notNull(),
  content: text('content').notNull(),
  at: instant('at').notNull(),
});

/** What the auditor of the chain found at each run; the latest is shown. */
export const chainChecks = pgTable('chain_checks', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  checkedAt: instant('checked_at').notNull(),
  open: integer('open').notNull(),
  held: integer('held').notNull(),
  awake: integer('awake').notNull(),
  breaks: jsonb('breaks').notNull(),
});

/** One import of a county's ledger. */
export const imports = pgTable('imports', {
  id: text('id').primaryKey(),
  file: text('file').notNull(),
  name: text('name').notNull(),
  by: text('by').notNull(),
  at: instant('at').notNull(),
  dryRun: boolean('dry_run').notNull(),
  status: text('status', { enum: ['running', 'done', 'failed'] }).notNull(),
  rows: integer('rows').notNull(),
  opened: integer('opened').notNull(),
  archived: integer('archived').notNull(),
  unchanged: integer('unchanged').notNull(),
  errors: jsonb('errors').notNull(),
  finishedAt: instant('finished_at'),
});

/** Its validated rows, staged; a row is done when its matter stands in the ledger. What makes a row known is kept. */
export const importRows = pgTable(
  'import_rows',
  {
    importId: text('import_id').notNull(),
    row: integer('row').notNull(),
    byNumber: text('by_number').unique(),
    byContent: text('by_content').notNull(),
    content: jsonb('content').notNull(),
    action: text('action', { enum: ['open', 'archive'] }).notNull(),
    matterId: text('matter_id').notNull().unique(),
    matterNumber: text('matter_number').notNull(),
    payload: jsonb('payload').notNull(),
    doneAt: instant('done_at'),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.row] }),
    index('import_rows_content').on(t.byContent),
    index('import_rows_pending')
      .on(t.importId, t.row)
      .where(sql`done_at is null`),
  ],
);

/** What the auditor of the ladder found at each run, in full or lightly. */
export const ladderAudits = pgTable(
  'ladder_audits',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    scope: text('scope', { enum: ['light', 'full'] }).notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at').notNull(),
    matters: integer('matters').notNull(),
    findings: jsonb('findings').notNull(),
    healed: jsonb('healed').notNull(),
  },
  (t) => [index('ladder_audits_newest').on(t.scope, t.id)],
);

/** A past period run again under a draft policy. */
export const rehearsals = pgTable('rehearsals', {
  id: text('id').primaryKey(),
  by: text('by').notNull(),
  at: instant('at').notNull(),
  policy: jsonb('policy').notNull(),
  from: date('from_day').notNull(),
  to: date('to_day').notNull(),
  status: text('status', { enum: ['running', 'done', 'failed'] }).notNull(),
  done: integer('done').notNull().default(0),
  total: integer('total').notNull().default(0),
  result: jsonb('result'),
  error: text('error'),
  finishedAt: instant('finished_at'),
});

/** New terms on their way to running matters: by whose word, why, and how far. */
export const revisions = pgTable('revisions', {
  id: text('id').primaryKey(),
  cause: text('cause', { enum: ['calendar', 'policy'] }).notNull(),
  /** The published calendar or policy, by its register id. */
  subject: text('subject').notNull(),
  /** The actor who caused it, as the commands carry it. */
  actor: jsonb('actor').notNull(),
  at: instant('at').notNull(),
  reason: text('reason').notNull(),
  finishedAt: instant('finished_at'),
});

/** Each matter that a revision concerns, and what became of it. */
export const revisionMatters = pgTable(
  'revision_matters',
  {
    revision: text('revision')
      .notNull()
      .references(() => revisions.id),
    matterId: text('matter_id').notNull(),
    outcome: text('outcome', { enum: ['waiting', 'done', 'refused'] }).notNull(),
    code: text('code'),
  },
  (t) => [primaryKey({ columns: [t.revision, t.matterId] })],
);
