import { dayOf, instantOf } from '../../workflows/kernel/instant.ts';
import { failedRecheck, overdueToL3, straight, type Figures } from './cases.ts';
import { atOnce, duplicates } from './duplicates.ts';
import { Disturbed } from './run.ts';
import { meteredSystem, type MeteredSystem, type Place } from './system.ts';

/** What every case costs. */
export interface Costs {
  /** The same on every run, and held against the golden file. */
  readonly exact: Readonly<Record<string, Figures>>;
  /** Dependent on the moment, and held against bounds only. */
  readonly bounded: Readonly<Record<string, Figures>>;
}

const TRIES = 5;

/** Runs every case, one after the other, each as often as it takes to measure it undisturbed. */
export async function measureCosts(place: Place): Promise<Costs> {
  const system = await meteredSystem(place);
  try {
    return {
      exact: {
        straight: await undisturbed(system, straight),
        failedRecheck: await undisturbed(system, failedRecheck),
        overdueToL3: await undisturbed(system, overdueToL3),
        duplicates: await undisturbed(system, duplicates),
      },
      bounded: { duplicates: await undisturbed(system, atOnce) },
    };
  } finally {
    await system.close();
  }
}

async function undisturbed(system: MeteredSystem, work: (system: MeteredSystem) => Promise<Figures>): Promise<Figures> {
  for (let tries = 1; ; tries += 1) {
    const day = dayOf(instantOf(Date.now()));
    try {
      const figures = await work(system);
      // Deadlines end at midnight: a case that lasted beyond it armed other timers.
      if (day === dayOf(instantOf(Date.now()))) return figures;
    } catch (error) {
      if (!(error instanceof Disturbed) || tries >= TRIES) throw error;
    }
  }
}
