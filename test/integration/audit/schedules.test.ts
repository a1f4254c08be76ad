import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { pino } from 'pino';
import { portsOf } from '../../../activities/record.ts';
import { lastArchiveChecks } from '../../../db/archive/checks.ts';
import { lastLadderAudits } from '../../../db/queries/ladder-audits.ts';
import { sealNumbers } from '../../../audit/seals/read.ts';
import { dutiesOf } from '../../../worker/duties.ts';
import { startSchedules } from '../../../worker/schedules.ts';
import { startLoopWorker } from '../../../worker/temporal.ts';
import { apiSystem, asked, type ApiSystem } from '../api/system.ts';
import { sealSettings } from '../../support/seals.ts';
import { temporalAddress, workflowBundle } from '../../support/system.ts';

const log = pino({ level: 'silent' });
const running: { stop(): Promise<void> }[] = [];
let system: ApiSystem;

beforeAll(async () => {
  system = await apiSystem();
});
afterAll(async () => {
  await Promise.all(running.map((part) => part.stop()));
  await system.close();
});

/** The schedules that stand in Temporal, by id, with what they do. */
async function standing() {
  const { schedule } = system.temporal.client;
  const found = [];
  for await (const { scheduleId } of schedule.list()) found.push(await schedule.getHandle(scheduleId).describe());
  return found
    .map(({ scheduleId, spec, policies, action }) => ({
      scheduleId,
      every: spec.intervals?.[0]?.every,
      overlap: policies.overlap,
      workflowType: action.workflowType,
      args: action.args,
    }))
    .sort((a, b) => a.scheduleId.localeCompare(b.scheduleId));
}

it(
  'the auditor, the archive and the seals work by schedules, made once, begun at once and mended when they differ',
  { timeout: 90_000 },
  async () => {
    const { client, namespace } = system.temporal;
    running.push(startSchedules(system.temporal, log));
    const due = (name: string, args: string[], seconds: number) => [{ name, args, seconds }];
    const wanted = [
      { scheduleId: 'archive-histories', every: 300_000, args: due('archiveHistories', [], 240) },
      { scheduleId: 'archive-reconcile', every: 86_400_000, args: due('reconcileArchive', [], 1_800) },
      { scheduleId: 'ladder-audit-full', every: 3_600_000, args: due('auditLadder', ['full'], 1_800) },
      { scheduleId: 'ladder-audit-light', every: 60_000, args: due('auditLadder', ['light'], 50) },
      { scheduleId: 'seal-heads', every: 600_000, args: due('sealHeads', [], 540) },
      { scheduleId: 'supervision-gaps', every: 86_400_000, args: due('alertGaps', [], 600) },
    ].map((schedule) => ({ ...schedule, overlap: 'SKIP', workflowType: 'duty' }));
    const stand = { timeout: 20_000, interval: 200 };
    await vi.waitFor(async () => {
      expect(await standing()).toEqual(wanted);
    }, stand);
    await client.schedule.getHandle('ladder-audit-light').update((schedule) => ({
      ...schedule,
      spec: { intervals: [{ every: '7 days' }] },
      state: { ...schedule.state, paused: true },
    }));
    running.push(startSchedules(system.temporal, log));
    await vi.waitFor(async () => {
      expect(await standing()).toEqual(wanted);
    }, stand);
    // Whoever paused it wanted that; the heartbeat tells.
    expect((await client.schedule.getHandle('ladder-audit-light').describe()).state.paused).toBe(true);
    await client.schedule.getHandle('ladder-audit-light').unpause();

    const seal = sealSettings();
    const ports = { ...portsOf(system.db, log), ...dutiesOf({ ...system, seal }, log, new AbortController().signal) };
    const temporal = { address: temporalAddress(), namespace, apiKey: null, tls: null };
    running.push(
      startLoopWorker({ temporal, ports, bundle: { code: workflowBundle().code, hash: randomUUID() }, log }),
    );
    await vi.waitFor(
      async () => {
        expect(await lastLadderAudits(system.db)).toMatchObject({
          light: { matters: 0, findings: [], healed: [] },
          full: { matters: 0, findings: [], healed: [] },
        });
      },
      { timeout: 75_000, interval: 500 },
    );
    expect((await asked(system.app, { method: 'GET', url: '/health/auditor' })).status).toBe(200);
    await vi.waitFor(
      async () => {
        const { last, full } = await lastArchiveChecks(system.db);
        expect([last?.alarm, full?.alarm]).toEqual([false, false]);
      },
      { timeout: 30_000, interval: 500 },
    );
    expect((await asked(system.app, { method: 'GET', url: '/health/archive' })).status).toBe(200);
    await vi.waitFor(() => {
      expect(sealNumbers(seal.dir)).toEqual([1]);
    }, stand);
  },
);
