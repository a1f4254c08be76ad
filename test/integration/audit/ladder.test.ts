import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pino } from 'pino';
import { portsOf } from '../../../activities/record.ts';
import { ladderCommand } from '../../../audit/cli/ladder-command.ts';
import { auditLadder } from '../../../audit/ladder/run.ts';
import { eventsOf } from '../../../db/queries/events.ts';
import type { AuditScope, LadderAudit } from '../../../db/queries/ladder-audits.ts';
import { startLoopWorker, type LoopWorker } from '../../../worker/temporal.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { exampleOf, handInPicture } from '../api/hazard-bodies.ts';
import { apiSystem, asked, listOf, textOf, type ApiSystem } from '../api/system.ts';
import { temporalAddress, workflowBundle } from '../../support/system.ts';

const PATIENCE_MS = 40_000;
const log = pino({ level: 'silent' });
const alarms: object[] = [];
const alarmLog = { info: () => undefined, error: (meta: object) => alarms.push(meta) };

let system: ApiSystem;
let worker: LoopWorker;
let id: MatterId;

/** The same loops on a server that loses every timer: what is to ring in seconds would ring in a day. */
function bundleOfLostTimers(): string {
  const { code } = workflowBundle();
  const lost = code.replace(/Math\.max\(1, \(0,\s*[\w.]+msOf\)\(at\) - Date\.now\(\)\)/, '86400000');
  if (lost === code) throw new Error('the alarm of the loops is not where it was');
  return lost;
}

beforeAll(async () => {
  system = await apiSystem();
  await handInPicture(system);
  worker = startLoopWorker({
    temporal: { address: temporalAddress(), namespace: system.temporal.namespace, apiKey: null, tls: null },
    ports: portsOf(system.db, log),
    bundle: { code: bundleOfLostTimers(), hash: 'lost-timers' },
    log,
  });
  await worker.started;
  const reporter = await system.as('chengguan-jb');
  id = textOf(await reporter.send('/v1/hazards', { ...exampleOf('Report'), policy: 'trial' }), 'id') as MatterId;
});
afterAll(async () => {
  await worker.stop();
  await system.close();
});

function audit(scope: AuditScope, answerMs = 10_000): Promise<LadderAudit> {
  return auditLadder(system, scope, alarmLog, { patienceMs: 0, answerMs });
}

/** Audits until it has something to say. */
function auditUntil(scope: AuditScope, what: 'healed' | 'findings', answerMs?: number): Promise<LadderAudit> {
  return vi.waitFor(
    async () => {
      const done = await audit(scope, answerMs);
      if (done[what].length === 0) throw new Error(`nothing ${what} yet`);
      return done;
    },
    { timeout: PATIENCE_MS, interval: 200 },
  );
}

async function types(): Promise<string[]> {
  return (await eventsOf(system.db, id)).map(({ type }) => type);
}

describe('where Temporal loses every timer', () => {
  it('the heartbeat is missing until the auditor has run', async () => {
    const { status, body } = await asked(system.app, { method: 'GET', url: '/health/auditor' });
    expect({ status, body }).toEqual({ status: 503, body: { lastLight: null, ageSeconds: null } });
    const chain = await (await system.as('anweiban')).get('/v1/chain');
    expect(chain.body['audit']).toEqual({ light: null, full: null });
  });

  it('the light audit sends a lost wake again, and the ledger says so', { timeout: 60_000 }, async () => {
    expect(await types()).toEqual(['HazardReported']);
    const { healed, findings } = await auditUntil('light', 'healed');
    expect(findings).toEqual([]);
    expect(healed).toMatchObject([{ matterId: id, why: 'wakeMissed' }]);
    const events = await eventsOf(system.db, id);
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['RungFired', 'WakeResent']) as string[]);
    const resent = events.find(({ type }) => type === 'WakeResent');
    expect(resent?.data).toEqual({ dueAt: healed[0]?.dueAt, by: 'auditor' });
    const fired = events.find(({ type }) => type === 'RungFired');
    expect(fired).toMatchObject({ at: healed[0]?.dueAt, data: { rowId: 's-urge' } });
    const { status } = await asked(system.app, { method: 'GET', url: '/health/auditor' });
    expect(status).toBe(200);
  });

  it('the full audit finds the next ones in the ledger, and heals them, too', { timeout: 60_000 }, async () => {
    const before = (await types()).length;
    const { healed, findings, matters } = await auditUntil('full', 'healed');
    expect({ findings, matters }).toEqual({ findings: [], matters: 1 });
    expect(healed[0]).toMatchObject({ matterId: id, why: 'rungMissing' });
    expect((await types()).slice(before)).toContain('RungFired');
    expect(alarms).toEqual([]);
  });

  it(
    'a run that no worker answers for is an alarm, and is seen by people and machines',
    { timeout: 60_000 },
    async () => {
      await worker.stop();
      const { findings, healed } = await auditUntil('full', 'findings', 1_000);
      expect(healed).toEqual([]);
      expect(findings.map(({ why }) => why)).toEqual(expect.arrayContaining(['rungMissing', 'runStuck']) as string[]);
      expect(alarms).not.toEqual([]);
      const chain = await (await system.as('anweiban')).get('/v1/chain');
      expect(listOf(chain, 'breaks')).toContainEqual({ id, why: 'runStuck' });
      expect(chain.body['audit']).toMatchObject({ full: { matters: 1, findings: findings.length, healed: 0 } });
      const { raw } = await asked(system.app, { method: 'GET', url: '/metrics' });
      expect(raw.toString()).toContain(`bihuan_ladder_audit_findings{scope="full"} ${findings.length.toString()}`);
      expect(raw.toString()).toMatch(/bihuan_ladder_audit_age_seconds\{scope="light"\} \d+/);
    },
  );

  it('a matter without its run is told apart, and no wake is sent to it', { timeout: 60_000 }, async () => {
    await system.temporal.client.workflow.getHandle(id).terminate('test');
    const [row] = await system.db.sql<{ n: number }[]>`select count(*) as n from commands where type = 'Wake'`;
    const { findings } = await audit('light', 1_000);
    expect(findings.map(({ why }) => why)).toEqual(['wakeMissed', 'runMissing']);
    // Though no ledger is wrong: the full run looks at rows and runs, too.
    const whys = async () => (await audit('full', 1_000)).findings.map(({ why }) => why);
    expect(await whys()).toEqual(expect.arrayContaining(['wakeMissed', 'runMissing']) as string[]);
    const [after] = await system.db.sql<{ n: number }[]>`select count(*) as n from commands where type = 'Wake'`;
    expect(after).toEqual(row);
  });

  it('the command says in words what it found, and that it is not well', { timeout: 60_000 }, async () => {
    const sources = { ...system, close: () => Promise.resolve() };
    await system.db.sql`update matters set holder_post = null where id = ${id}`;
    const found = await ladderCommand(sources, 'light');
    expect(found.ok).toBe(false);
    expect(found.lines).toContain('✗ YH-2026-000001　无人负责');
    expect(found.lines.at(-1)).toMatch(/^轻查 1 件，已补发 0 项，未能自愈 \d 项$/);
    await system.db.sql`update matters set open = false, next_wake = null where id = ${id}`;
    const well = await ladderCommand(sources, 'full');
    expect(well).toMatchObject({
      ok: true,
      lines: ['全查 0 件，已补发 0 项，未能自愈 0 项'],
      json: { ok: true, scope: 'full' },
    });
  });
});
