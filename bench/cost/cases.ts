import { finishJobs, leaseJobs } from '../../db/jobs.ts';
import { carryOut } from '../../activities/jobs/carry-out.ts';
import { eventsOf } from '../../db/queries/events.ts';
import { DEMO_EVIDENCE } from '../../workflows/hazard/example-parts.ts';
import { newHazard, type Hazard, type Step } from './hazard.ts';
import { reading, spentSince } from './meter.ts';
import { counted, eventsOfRun } from './run.ts';
import type { MeteredSystem } from './system.ts';

/** What one case costs, by group and name: `{history: {total, TimerStarted, …}, delivering: {writes, statements}, …}`. */
export type Figures = Readonly<Record<string, Readonly<Record<string, number>>>>;

const LEASE_MS = 60_000;
const MANY = 1_000;

const RECTIFYING: readonly Step[] = [
  { type: 'Report' },
  { type: 'Verify' },
  { type: 'Grade' },
  { type: 'Assign' },
  { type: 'Accept' },
];
const SUBMITTED: Step = { type: 'SubmitRectification' };
const CLOSED: readonly Step[] = [{ type: 'Recheck' }, { type: 'DecideCloseout' }];
const FAILED: Step = {
  type: 'Recheck',
  body: {
    items: [
      { id: '1', result: 'failed', note: '报警器仍无信号' },
      { id: '2', result: 'passed', note: '值班室可收到信号' },
    ],
    opinion: '未整改到位，责令继续整改。',
  },
};
/** Only what failed is done and looked at again. */
const AGAIN: readonly Step[] = [
  {
    type: 'SubmitRectification',
    body: {
      items: [{ id: '1', done: '报警器已重新安装', evidence: [DEMO_EVIDENCE] }],
      summary: '余下一项已整改完成。',
    },
  },
  { type: 'Recheck', body: { items: [{ id: '1', result: 'passed', note: '现场测试正常' }] } },
  { type: 'DecideCloseout' },
];
const ISSUED: Step = {
  type: 'DecideRung',
  as: 'anweiban-zr',
  body: { rung: 'supervise', clock: 'T', decision: 'issue', document: '云岭安委督〔2026〕1号' },
};

/** The eight commands, the wake that archives it in time, and the one that ends the wait for papers, which nobody draws here. */
export async function straight(system: MeteredSystem): Promise<Figures> {
  return await measured(system, [...RECTIFYING, SUBMITTED, ...CLOSED], async (hazard) => {
    await hazard.passTimeUntil((now) => now.status === 'archived' && now.nextWake === null);
  });
}

/** The same, passed only at the second recheck. */
export async function failedRecheck(system: MeteredSystem): Promise<Figures> {
  return await measured(system, [...RECTIFYING, SUBMITTED, FAILED, ...AGAIN], async (hazard) => {
    await hazard.passTimeUntil((now) => now.status === 'archived' && now.nextWake === null);
  });
}

/** Accepted and then silent: the warnings, T, and every rung up to the supervision letter (L3), which a person issues. */
export async function overdueToL3(system: MeteredSystem): Promise<Figures> {
  return await measured(system, RECTIFYING, async (hazard, act) => {
    await hazard.passTimeUntil((now) => now.proposals.length > 0);
    await act(ISSUED);
    await hazard.passTimeUntil((now) => now.level >= 3);
  });
}

type Act = (step: Step) => Promise<void>;

async function measured(
  system: MeteredSystem,
  steps: readonly Step[],
  then: (hazard: Hazard, act: Act) => Promise<void>,
): Promise<Figures> {
  const { delivering, recording, temporal, aside } = system;
  // What a disturbed measurement left behind.
  await carryOutJobs(system);
  const before = [reading(delivering), reading(recording)] as const;
  const hazard = await newHazard(system);
  let mostWritesOfOneCommand = 0;
  let commands = 0;
  const act: Act = async (step) => {
    const { writes } = reading(delivering);
    await hazard.act(step);
    commands += 1;
    mostWritesOfOneCommand = Math.max(mostWritesOfOneCommand, delivering.writes - writes);
  };
  for (const step of steps) await act(step);
  await then(hazard, act);
  return {
    history: await eventsOfRun(temporal, hazard.id),
    commands: { sent: commands, mostWritesOfOneCommand },
    delivering: { ...spentSince(delivering, before[0]) },
    recording: { ...spentSince(recording, before[1]) },
    ledger: { rows: (await eventsOf(aside, hazard.id)).length },
    jobs: await carryOutJobs(system),
  };
}

/**
 * Carries out all jobs that wait, leased and ended at once, as a job runner does whom they reach together; how it
 * groups them otherwise depends on the moment, so jobs are counted apart.
 */
async function carryOutJobs({ jobs, jobsDb, temporal }: MeteredSystem): Promise<Readonly<Record<string, number>>> {
  const before = reading(jobs);
  const leased = await leaseJobs(jobsDb, 'bench', MANY, LEASE_MS);
  for (const job of leased) await carryOut({ db: jobsDb, temporal }, {}, job);
  await finishJobs(
    jobsDb,
    leased.map(({ id }) => id),
  );
  return { rows: leased.length, ...counted(leased.map(({ type }) => type)), ...spentSince(jobs, before) };
}
