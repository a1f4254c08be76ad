import { KINDS } from '../../workflows/kinds.ts';
import { FIRST_DIFFERENCE, JOB_SCHEMAS, JOB_STATUS } from './job-schemas.ts';
import { byName, closed, count, day, flag, instant, list, nullable, object, ref, text, array } from './shapes.ts';

/** Per cent, with one decimal. */
const PERCENT = { type: 'number', minimum: 0, maximum: 100 };

const AUDIT_SUM = nullable(object({ at: instant, matters: count, findings: count, healed: count }));
const SUPERVISING = array(object({ unit: text, name: text, basis: nullable(text), validFrom: day }));
const COVERAGE = { enterprises: count, covered: count, rate: nullable(PERCENT) };
const SEAL_PLACE = nullable(object({ n: count, at: instant, ageSeconds: { type: 'number' } }));

const SEAL = { n: count, at: instant, key: text, prev: text, root: text, size: count, moved: text, suite: text };

/** What figures, notices, registers, seals, jobs and health checks are answered with. */
export const ANSWER_SCHEMAS: Readonly<Record<string, object>> = {
  ...JOB_SCHEMAS,
  Statistics: closed({
    found: count,
    closed: count,
    closedImported: count,
    open: count,
    rejected: count,
    merged: count,
    transferred: count,
    abolished: count,
    overdue: count,
    rate: nullable(PERCENT),
    major: count,
    majorListed: count,
    listingRate: nullable(PERCENT),
    openByLevel: byName(count),
  }),
  Chain: closed({
    open: count,
    held: count,
    awake: count,
    breaks: array(closed({ id: text, why: text })),
    checkedAt: nullable(instant),
    audit: closed({ light: AUDIT_SUM, full: AUDIT_SUM }),
  }),
  Notice: closed({
    id: count,
    post: text,
    matterId: nullable(text),
    kind: nullable(text),
    notice: text,
    title: text,
    body: text,
    data: { type: 'object' },
    count,
    at: instant,
    readAt: nullable(instant),
  }),
  Inbox: object({ items: array(ref('Notice')), next: { type: ['string', 'null'] }, unread: count }),
  NoticeRead: closed({ id: count, readAt: instant }),
  Kinds: list(
    object({
      name: text,
      path: { enum: KINDS.map(({ face }) => face.path) },
      title: text,
      numbering: text,
      rules: count,
      opening: object({ command: text, by: array(text), schema: nullable({ type: 'object' }) }),
      statuses: byName(object({ label: text, open: flag, live: flag, usual: flag }, { next: text, also: array(text) })),
      commands: byName(text),
      events: byName(text),
      rungs: byName(object({ label: text, level: count })),
      refusals: byName(object({ title: text }, { status: count })),
      notices: byName(object({ title: text, text })),
      periods: byName(text),
      figures: byName(object({ label: text, unit: text, basis: text, verified: flag })),
      lifecycle: array(
        object({
          command: text,
          statuses: { anyOf: [array(text), { const: 'opening' }] },
          by: array(text),
          basis: text,
        }),
      ),
      policies: array(object({ id: text, version: count })),
    }),
  ),
  TrailPage: list(
    closed({
      seq: count,
      at: instant,
      type: text,
      actor: { type: 'object' },
      subject: nullable(text),
      data: { type: 'object' },
      prevHash: text,
      hash: text,
    }),
  ),
  SectorSupervisors: object({
    sector: text,
    direct: SUPERVISING,
    comprehensive: SUPERVISING,
    territorial: SUPERVISING,
    lead: nullable(object({ unit: text, name: text })),
    gap: flag,
  }),
  JurisdictionMatrix: object({
    items: array(
      object({
        sector: text,
        direct: array(text),
        comprehensive: array(text),
        territorial: array(text),
        gap: flag,
      }),
    ),
    gaps: array({}),
  }),
  Responsibility: object({
    ...COVERAGE,
    byTownship: array(object({ region: nullable(text), name: nullable(text), ...COVERAGE })),
    bySector: array(object({ sector: text, ...COVERAGE })),
    gaps: list(object({ enterprise: text, name: text, missing: array(object({ duty: text, why: text })) })),
  }),
  Seal: object({ ...SEAL, signature: text }, { heads: array({ type: 'array' }), next: nullable(text) }),
  SealList: list(ref('Seal')),
  Archive: object({
    checkedAt: nullable(instant),
    closed: nullable(count),
    archived: nullable(count),
    unarchived: nullable(count),
    oldestUnarchivedAt: nullable(instant),
    retentionDays: nullable({ type: 'number' }),
    alarm: flag,
    findings: array({ type: 'object' }),
  }),
  BundleList: object({ items: array(object({ hash: text, version: text, sdk: text, node: text, keptAt: instant })) }),
  Import: closed({
    id: text,
    status: JOB_STATUS,
    dryRun: flag,
    rows: count,
    opened: count,
    archived: count,
    unchanged: count,
    errors: array(object({ row: count, column: text, code: text, message: text })),
  }),
  KeptEvidence: closed({ id: text, size: count, type: text, position: nullable({ type: 'object' }), stripped: flag }),
  Ordered: closed({ id: text }),
  Verdict: closed({ ok: flag, first: nullable(FIRST_DIFFERENCE) }, { more: count }),
  Waiting: closed({ outcome: { enum: ['waiting'] } }),
  History: object({ workflowId: text, history: { type: 'object' }, source: { enum: ['temporal', 'archive'] } }),
  Live: closed({ status: { enum: ['live'] } }),
  Ready: closed({ status: { enum: ['ready', 'unready'] }, database: flag, temporal: flag, worker: flag }),
  AuditorHealth: closed({ lastLight: nullable(instant), ageSeconds: nullable(count) }),
  ArchiveHealth: object({ alarm: flag, checkedAt: nullable(instant), unarchived: nullable(count) }),
  SealHealth: object({ database: SEAL_PLACE }),
};
