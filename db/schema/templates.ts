import { boolean, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** The template that this release brings for each document; written by every worker that starts. */
export const shippedTemplates = pgTable('shipped_templates', {
  document: text('document').primaryKey(),
  title: text('title').notNull(),
  docxHash: text('docx_hash').notNull(),
  /** What a template may be filled with: field, label, source, whether it must be there. */
  fields: jsonb('fields').notNull(),
});

/** One look at a template that was handed in, and what was found. */
export const templateChecks = pgTable('template_checks', {
  id: text('id').primaryKey(),
  document: text('document').notNull(),
  docxHash: text('docx_hash').notNull(),
  by: text('by').notNull(),
  at: instant('at').notNull(),
  dryRun: boolean('dry_run').notNull(),
  status: text('status', { enum: ['running', 'done', 'failed'] }).notNull(),
  faults: jsonb('faults').notNull(),
  fields: text('fields').array().notNull(),
  /** A page filled with the names of its fields; null where there are faults. */
  previewHash: text('preview_hash'),
  error: text('error'),
  finishedAt: instant('finished_at'),
});
