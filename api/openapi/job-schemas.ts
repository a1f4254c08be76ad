import { array, count, day, flag, instant, list, nullable, object, ref, text } from './shapes.ts';

/** How far a job is. */
export const JOB_STATUS = { enum: ['running', 'done', 'failed'] };

/** Where two witnesses of a matter first depart. */
export const FIRST_DIFFERENCE = object({ witness: text, seq: count, what: text });

const JOB = { id: text, at: instant, status: JOB_STATUS, finishedAt: nullable(instant), error: nullable(text) };
const PROGRESS = object({ done: count, total: count });

const AMOUNT = { type: 'number' };
const PAIR = { before: AMOUNT, after: AMOUNT };
const FIRED = array(object({ rung: text, label: text, at: instant }));

/** What a rehearsal found: each figure as it was and as it would have been. */
const FOUND = object({
  policy: text,
  from: day,
  to: day,
  matters: count,
  concerned: count,
  method: object({ replayed: count, differing: count, failed: count, examples: array(text) }),
  rungs: array(object({ rung: text, label: text, ...PAIR })),
  people: object(PAIR),
  notices: object(PAIR),
  daysSaved: object({
    total: AMOUNT,
    byRung: array(object({ rung: text, label: text, both: count, days: AMOUNT })),
  }),
  overdueDays: object(PAIR),
  unfitting: array(object({ code: text, count })),
  examples: array(object({ id: text, number: text, title: text, before: FIRED, after: FIRED })),
});

/** What the jobs that people order are answered with: audits, rehearsals, evidence bundles. */
export const JOB_SCHEMAS: Readonly<Record<string, object>> = {
  AuditRun: object({
    ...JOB,
    asked: nullable(count),
    progress: PROGRESS,
    checked: nullable(count),
    differs: nullable(count),
    differing: nullable(array(object({ id: text, number: nullable(text), first: nullable(FIRST_DIFFERENCE) }))),
  }),
  AuditRunList: list(ref('AuditRun')),
  Rehearsal: object({
    ...JOB,
    policy: object({ name: text, changes: nullable({ type: 'object' }) }),
    from: day,
    to: day,
    progress: PROGRESS,
    result: nullable(FOUND),
  }),
  RehearsalList: list(ref('Rehearsal')),
  EvidenceBundle: object({
    ...JOB,
    matter: object({ id: text, kind: text, number: nullable(text) }),
    verdict: nullable(object({ ok: flag, first: nullable(FIRST_DIFFERENCE) })),
    hash: nullable(text),
  }),
};
