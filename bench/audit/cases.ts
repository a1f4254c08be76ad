import type { HistoryJson } from '../../audit/history/history-json.ts';
import { historyJson } from '../../audit/history/history-json.ts';
import { exportHistory } from '../../delivery/history.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { newHazard, type Step } from '../cost/hazard.ts';
import { Disturbed } from '../cost/run.ts';
import type { MeteredSystem } from '../cost/system.ts';

/** Matters under way at once; more only wait for each other on two cores. */
const AT_ONCE = 8;

/** From the report to the close-out, as most hazards go. */
const STEPS: readonly Step[] = [
  { type: 'Report' },
  { type: 'Verify' },
  { type: 'Grade' },
  { type: 'Assign' },
  { type: 'Accept' },
  { type: 'SubmitRectification' },
  { type: 'Recheck' },
  { type: 'DecideCloseout' },
];

/** A matter that was really decided, with its history as Temporal holds it. */
export interface Case {
  readonly id: MatterId;
  readonly history: HistoryJson;
}

/** Has so many hazards reported, rectified and closed out; `tell` hears how many there are. */
export async function cases(system: MeteredSystem, count: number, tell: (done: number) => void): Promise<Case[]> {
  const done: Case[] = [];
  // The first one alone: it signs everybody in.
  await oneCase(system);
  const work = async (): Promise<void> => {
    while (done.length < count) {
      const one = await oneCase(system);
      if (one === null || done.length >= count) continue;
      done.push(one);
      tell(done.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return done;
}

/** Null when the machine was too busy to answer in time: that one is left where it is. */
async function oneCase(system: MeteredSystem): Promise<Case | null> {
  const hazard = await newHazard(system);
  try {
    await hazard.act(...STEPS);
  } catch (error) {
    if (error instanceof Disturbed) return null;
    throw error;
  }
  const { history } = await exportHistory(system.temporal, hazard.id);
  return { id: hazard.id, history: historyJson(history) };
}
