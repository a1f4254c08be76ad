import {
  auditRun,
  countMattersToAudit,
  DIFFERING_MAX,
  endAuditRun,
  failAuditRun,
  markAudited,
  mattersToAudit,
  numbersOf,
} from '../db/audit-runs.ts';
import type { Db } from '../db/client.ts';
import type { Job } from '../db/jobs.ts';
import type { MatterId } from '../workflows/kernel/terms.ts';
import type { Auditor } from './auditor.ts';
import { oneByOne } from './one-by-one.ts';
import type { Verdict } from './verdict.ts';
import { verifyStream } from './verify-many.ts';

/** After so many attempts it is no passing fault, and whoever waits is told. */
const ATTEMPTS_MAX = 5;
/** Of all that is audited, so often is written down how far it is. */
const MARK_EVERY = 20;

/**
 * The order `AuditMany` (`matterId` is the run's id), one run at a time. It writes nothing but its own row, so one that
 * was cut off begins again; one that has ended stays as it ended. `stopping` cuts it off between matters, by throwing.
 */
export function auditManyOrder(openAuditor: () => Auditor, stopping: AbortSignal) {
  const inTurn = oneByOne();
  return (job: Pick<Job, 'matterId' | 'attempts'>): Promise<void> =>
    inTurn(() => runAudit(openAuditor(), job, stopping));
}

async function runAudit(
  auditor: Auditor,
  { matterId: id, attempts }: Pick<Job, 'matterId' | 'attempts'>,
  stopping: AbortSignal,
): Promise<void> {
  const { db } = auditor;
  const order = await auditRun(db, id);
  if (order === null || order.status !== 'running') return;
  try {
    const found = await auditAll(auditor, id, order.matters, stopping);
    const numbers = await numbersOf(db, found.differing.map((one) => one.id)); // prettier-ignore
    const differing = found.differing.map((one) => ({
      id: one.id,
      number: numbers.get(one.id) ?? null,
      first: one.first,
    }));
    await endAuditRun(db, order, { ...found, differing });
  } catch (error) {
    if (stopping.aborted || attempts < ATTEMPTS_MAX) throw error;
    await failAuditRun(db, id, '核验多次未能完成，请联系系统管理员。');
  }
}

async function auditAll(
  auditor: Auditor,
  id: string,
  matters: readonly MatterId[] | null,
  stopping: AbortSignal,
): Promise<{ checked: number; differs: number; differing: Verdict[] }> {
  const { db } = auditor;
  const total = matters?.length ?? (await countMattersToAudit(db));
  const differing: Verdict[] = [];
  const found = { checked: 0, differs: 0, differing };
  await verifyStream(auditor, marked(db, { id, total, matters, stopping, found }), (verdict) => {
    found.checked += 1;
    if (verdict.ok) return;
    found.differs += 1;
    if (differing.length < DIFFERING_MAX) differing.push(verdict);
  });
  stopping.throwIfAborted();
  return found;
}

interface Marking {
  readonly id: string;
  readonly total: number;
  readonly matters: readonly MatterId[] | null;
  readonly stopping: AbortSignal;
  readonly found: { readonly checked: number };
}

/** The matters, until the worker stops; says now and then how far it is. */
async function* marked(db: Db, { id, total, matters, stopping, found }: Marking): AsyncGenerator<MatterId> {
  let asked = 0;
  for await (const matter of matters ?? mattersToAudit(db)) {
    stopping.throwIfAborted();
    if (asked % MARK_EVERY === 0) await markAudited(db, id, found.checked, Math.max(total, asked));
    asked += 1;
    yield matter;
  }
}
