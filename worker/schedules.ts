import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type ScheduleOptions } from '@temporalio/client';
import type { Log } from '../activities/log.ts';
import { startRounds, type Rounds } from '../activities/rounds.ts';
import { SEAL_EVERY_MS } from '../db/seals.ts';
import type { Temporal } from '../delivery/connect.ts';
import type { Duty } from '../workflows/duty.ts';

const MINUTE_MS = 60_000;
const RETRY_MS = 5_000;
/** Looked at again so often: whoever deletes a schedule by hand gets it back. */
const AGAIN_MS = 10 * MINUTE_MS;
const ANSWER_MS = 10_000;

/** A duty and how often it is done. */
interface Scheduled {
  readonly scheduleId: string;
  readonly everyMs: number;
  readonly duty: Duty;
}

/** What is done at set times. The light audit is the heartbeat: `GET /health/auditor` lets it be three minutes old. */
const SCHEDULED: readonly Scheduled[] = [
  {
    scheduleId: 'ladder-audit-light',
    everyMs: MINUTE_MS,
    duty: { name: 'auditLadder', args: ['light'], seconds: 50 },
  },
  {
    scheduleId: 'ladder-audit-full',
    everyMs: 60 * MINUTE_MS,
    duty: { name: 'auditLadder', args: ['full'], seconds: 30 * 60 },
  },
  // `GET /health/archive` lets the last one be fifteen minutes old.
  {
    scheduleId: 'archive-histories',
    everyMs: 5 * MINUTE_MS,
    duty: { name: 'archiveHistories', args: [], seconds: 4 * 60 },
  },
  {
    scheduleId: 'archive-reconcile',
    everyMs: 24 * 60 * MINUTE_MS,
    duty: { name: 'reconcileArchive', args: [], seconds: 30 * 60 },
  },
  // `GET /health/seals` lets the last one be three intervals old.
  {
    scheduleId: 'seal-heads',
    everyMs: SEAL_EVERY_MS,
    duty: { name: 'sealHeads', args: [], seconds: 9 * 60 },
  },
  {
    scheduleId: 'supervision-gaps',
    everyMs: 24 * 60 * MINUTE_MS,
    duty: { name: 'alertGaps', args: [], seconds: 10 * 60 },
  },
];

/** Makes the schedules, or brings them to what this release says, again and again until Temporal has them. */
export function startSchedules(temporal: Temporal, log: Log): Rounds {
  return startRounds('schedules', log, RETRY_MS, async () => {
    for (const scheduled of SCHEDULED) await ensured(temporal, scheduled);
    return AGAIN_MS;
  });
}

async function ensured(temporal: Temporal, scheduled: Scheduled): Promise<void> {
  const { client, connection } = temporal;
  const options = optionsOf(temporal, scheduled);
  await connection.withDeadline(Date.now() + ANSWER_MS, async () => {
    try {
      // The first one at once: nobody waits an hour for the first full audit.
      await client.schedule.create({ ...options, state: { triggerImmediately: true } });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      const { spec, action, policies } = options;
      const handle = client.schedule.getHandle(scheduled.scheduleId);
      // Paused by hand, it stays paused: the heartbeat says so.
      await handle.update(({ state }) => ({ spec, action, policies, state }));
    }
  });
}

function optionsOf({ taskQueue }: Temporal, { scheduleId, everyMs, duty }: Scheduled) {
  return {
    scheduleId,
    spec: { intervals: [{ every: everyMs }] },
    action: {
      type: 'startWorkflow',
      workflowType: 'duty',
      workflowId: `duty-${scheduleId}`,
      args: [duty],
      taskQueue,
      // A duty that no worker takes is not done late: the next one says the same.
      workflowExecutionTimeout: duty.seconds * 1_000 + MINUTE_MS,
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: MINUTE_MS },
  } as const satisfies ScheduleOptions;
}
