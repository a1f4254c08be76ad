import { availableParallelism } from 'node:os';
import { Worker } from '@temporalio/worker';
import type { Auditor } from '../../audit/auditor.ts';
import { verifyInProcesses } from '../../audit/cli/processes.ts';
import type { Verdict } from '../../audit/verdict.ts';
import { verifyStream } from '../../audit/verify-many.ts';
import { SILENT_WITNESS } from '../../worker/witness.ts';
import type { Case } from './cases.ts';

/** Histories per second of one process: of time that passed, and of the processor time that it used itself. */
interface Speed {
  readonly perSecond: number;
  readonly perCoreSecond: number;
}

/** How fast matters are verified, and how fast the same histories are only replayed. */
export interface Speeds {
  readonly matters: number;
  readonly events: number;
  /** Each the median over the rounds. */
  readonly bare: Speed;
  readonly verified: Speed;
  /** The second over the first, as time passed and by processor time. */
  readonly ratio: number;
  readonly ratioOfCores: number;
  readonly cores: number;
  /** In as many processes as there are cores, their start included. */
  readonly inProcessesPerSecond: number;
  /** Untouched matters of which the audit said otherwise. */
  readonly differing: readonly Verdict[];
}

/**
 * Verifies and replays the same matters in turn, `rounds` times: the bare side has its histories in memory and asks
 * nobody, the audit reads all records of each matter where they live, recomputes and compares.
 */
export async function measureSpeeds(auditor: Auditor, matters: readonly Case[], rounds: number): Promise<Speeds> {
  const bare: Spent[] = [];
  const verified: Spent[] = [];
  const verdicts = new Map<string, Verdict>();
  const seen = (verdict: Verdict) => void verdicts.set(verdict.id, verdict);
  const ids = matters.map(({ id }) => id);
  for (let round = 0; round <= rounds; round += 1) {
    const replays = await spent(() => bareReplay(auditor.code, matters));
    // Files are hashed once an audit; each round is one.
    const audit = await spent(() => verifyStream({ ...auditor, files: new Map() }, ids, seen));
    // The first round warms both sides up.
    if (round > 0) bare.push(replays);
    if (round > 0) verified.push(audit);
  }
  const cores = availableParallelism();
  const parallel = await spent(async () => {
    const unverified = await verifyInProcesses(ids, { code: auditor.code, processes: cores }, seen);
    if (unverified.length > 0) throw new Error(JSON.stringify(unverified));
  });
  const [slow, fast] = [speedOf(matters.length, verified), speedOf(matters.length, bare)];
  return {
    matters: matters.length,
    events: matters.reduce((sum, { history }) => sum + history.events.length, 0),
    bare: fast,
    verified: slow,
    ratio: slow.perSecond / fast.perSecond,
    ratioOfCores: slow.perCoreSecond / fast.perCoreSecond,
    cores,
    inProcessesPerSecond: matters.length / parallel.seconds,
    differing: [...verdicts.values()].filter(({ ok }) => !ok),
  };
}

async function bareReplay(code: string, matters: readonly Case[]): Promise<void> {
  const histories = matters.map(({ id, history }) => ({ workflowId: id, history }));
  // The sinks that every worker of loops has; without them the SDK would log each call.
  const options = { workflowBundle: { code }, sinks: SILENT_WITNESS };
  for await (const { error } of Worker.runReplayHistories(options, histories)) if (error !== undefined) throw error;
}

interface Spent {
  readonly seconds: number;
  readonly coreSeconds: number;
}

async function spent(work: () => Promise<void>): Promise<Spent> {
  const before = { at: performance.now(), cpu: process.cpuUsage() };
  await work();
  const { user, system } = process.cpuUsage(before.cpu);
  return { seconds: (performance.now() - before.at) / 1_000, coreSeconds: (user + system) / 1_000_000 };
}

function speedOf(matters: number, rounds: readonly Spent[]): Speed {
  return {
    perSecond: matters / median(rounds.map(({ seconds }) => seconds)),
    perCoreSecond: matters / median(rounds.map(({ coreSeconds }) => coreSeconds)),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
