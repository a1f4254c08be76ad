import { closed, count, day, flag, instant, list, nullable, object, ref, share, text, array } from './shapes.ts';

/** Per cent, with one decimal. */
const PERCENT = { type: 'number', minimum: 0, maximum: 100 };
const PROGRESS = object({ done: count, total: nullable(count) });
const FIRST_DIFFERENCE = nullable(object({ witness: text, seq: count, what: text }));
const JOB = { enum: ['running', 'done', 'failed'] };

const AUDIT_SUM = nullable(object({ at: instant, matters: count, findings: count, healed: count }));
const SUPERVISING = array(object({ unit: text, name: text, basis: nullable(text), validFrom: day }));
const COVERAGE = { enterprises: count, covered: count, rate: nullable(PERCENT) };
const SEAL_PLACE = nullable(object({ n: count, at: instant, ageSeconds: { type: 'number' } }));

const SEAL = { n: count, at: instant, key: text, prev: text, root: text, size: count, moved: text, suite: text };

const ENTRY = object({ id: text, name: text });

/** What figures, notices, registers, seals, jobs and health checks are answered with. */
export const ANSWER_SCHEMAS: Readonly<Record<string, object>> = {
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
    rate: nullable(share),
    major: count,
    majorListed: count,
    listingRate: nullable(share),
    openByLevel: { type: 'object', additionalProperties: count },
  }),
  Chain: closed({
    open: count,
    held: count,
    awake: count,
    breaks: array(closed({ id: text, why: text })),
    checkedAt: instant,
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
      path: text,
      title: text,
      rules: count,
      opening: object({ command: text, by: array(text) }),
      statuses: { type: 'object', additionalProperties: object({ label: text, open: flag, live: flag }) },
      commands: { type: 'object', additionalProperties: text },
      lifecycle: array({ type: 'object' }),
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
  RegisterNames: list(text),
  RegisterPage: object(
    { items: array(ENTRY), next: { type: ['string', 'null'] } },
    { coverage: nullable(object({ from: day, to: day })) },
  ),
  RegisterEntryWithVersions: object({
    id: text,
    name: text,
    versions: array(object({ at: instant, before: {}, after: {} }, { by: nullable(text) })),
  }),
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
    status: JOB,
    dryRun: flag,
    rows: count,
    opened: count,
    archived: count,
    unchanged: count,
    errors: array(object({ row: count, column: text, code: text, message: text })),
  }),
  KeptEvidence: closed({ id: text, size: count, type: text, position: nullable({ type: 'object' }), stripped: flag }),
  Ordered: closed({ id: text }),
  Verdict: closed({ ok: flag, first: FIRST_DIFFERENCE }, { more: count }),
  Waiting: closed({ outcome: { enum: ['waiting'] } }),
  AuditRun: object({ id: text, status: JOB, progress: PROGRESS, checked: nullable(count), differs: nullable(count) }),
  AuditRunList: list(ref('AuditRun')),
  Rehearsal: object({ id: text, status: JOB, from: day, to: day, progress: PROGRESS }),
  RehearsalList: list(ref('Rehearsal')),
  EvidenceBundle: object({ id: text, status: JOB, at: instant, matter: object({ id: text, kind: text }) }),
  History: object({ workflowId: text, history: { type: 'object' }, source: { enum: ['temporal', 'archive'] } }),
  Live: closed({ status: { enum: ['live'] } }),
  Ready: closed({ status: { enum: ['ready', 'unready'] }, database: flag, temporal: flag, worker: flag }),
  AuditorHealth: closed({ lastLight: nullable(instant), ageSeconds: nullable(count) }),
  ArchiveHealth: object({ alarm: flag, checkedAt: nullable(instant), unarchived: nullable(count) }),
  SealHealth: object({ database: SEAL_PLACE }),
};
