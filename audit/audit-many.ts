import {
  auditRun,
  DIFFERING_MAX,
  endAuditRun,
  failAuditRun,
  markAudited,
  numbersOf,
  type DifferingMatter,
} from '../db/audit-runs.ts';
import type { Db } from '../db/client.ts';
import type { Job } from '../db/jobs.ts';
import type { MatterId } from '../workflows/kernel/terms.ts';
import type { Auditor } from './auditor.ts';
import { knownMatters } from './known-matters.ts';
import { oneByOne } from './one-by-one.ts';
import type { Verdict } from './verdict.ts';
import { verifyStream } from './verify-many.ts';

/** After so many attempts it is no passing fault, and whoever waits is told. */
const ATTEMPTS_MAX = 5;
/** Of all that is audited, so often is written down how far it is. */
const MARK_EVERY = 20;

/** What an audit of many is done with; `records` are the verdicts on what belongs to no matter. */
export interface AuditingMany {
  readonly openAuditor: () => Promise<Auditor>;
  readonly records: () => Promise<readonly Verdict[]>;
  /** Cuts an audit off between matters, by throwing. */
  readonly stopping: AbortSignal;
}

/**
 * The order `AuditMany` (`matterId` is the run's id), one run at a time. It writes nothing but its own row, so one that
 * was cut off begins again; one that has ended stays as it ended. An audit of all hears the records beside the matters.
 */
export function auditManyOrder(auditing: AuditingMany): (job: Pick<Job, 'matterId' | 'attempts'>) => Promise<void> {
  const inTurn = oneByOne();
  return (job) => inTurn(() => runAudit(auditing, job));
}

async function runAudit(
  auditing: AuditingMany,
  { matterId: id, attempts }: Pick<Job, 'matterId' | 'attempts'>,
): Promise<void> {
  const auditor = await auditing.openAuditor();
  const { db } = auditor;
  const order = await auditRun(db, id);
  if (order === null || order.status !== 'running') return;
  try {
    const matters = order.matters ?? (await knownMatters(auditor));
    const found = await auditAll(auditor, id, matters, auditing.stopping);
    for (const verdict of order.matters === null ? await auditing.records() : []) found.take(verdict);
    const { checked, differs } = found;
    await endAuditRun(db, order, { checked, differs, differing: await numbered(db, found.differing) });
  } catch (error) {
    if (auditing.stopping.aborted || attempts < ATTEMPTS_MAX) throw error;
    await failAuditRun(db, id, '核验多次未能完成，请联系系统管理员。');
  }
}

/** What has been found so far. */
class Findings {
  checked = 0;
  differs = 0;
  readonly differing: Verdict[] = [];

  take(verdict: Verdict): void {
    if (verdict.ok) return;
    this.differs += 1;
    if (this.differing.length < DIFFERING_MAX) this.differing.push(verdict);
  }
}

async function auditAll(
  auditor: Auditor,
  id: string,
  matters: readonly MatterId[],
  stopping: AbortSignal,
): Promise<Findings> {
  const found = new Findings();
  await verifyStream(auditor, marked(auditor.db, { id, matters, stopping, found }), (verdict) => {
    found.checked += 1;
    found.take(verdict);
  });
  return found;
}

interface Marking {
  readonly id: string;
  readonly matters: readonly MatterId[];
  readonly stopping: AbortSignal;
  readonly found: Findings;
}

/** The matters, until the worker stops; says now and then how far it is. */
async function* marked(db: Db, { id, matters, stopping, found }: Marking): AsyncGenerator<MatterId> {
  for (const [i, matter] of matters.entries()) {
    stopping.throwIfAborted();
    if (i % MARK_EVERY === 0) await markAudited(db, id, found.checked, matters.length);
    yield matter;
  }
}

async function numbered(db: Db, verdicts: readonly Verdict[]): Promise<DifferingMatter[]> {
  const numbers = await numbersOf(
    db,
    verdicts.map(({ id }) => id),
  );
  return verdicts.map(({ id, first }) => ({ id, number: numbers.get(id) ?? null, first }));
}
