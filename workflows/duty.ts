import { proxyActivities } from '@temporalio/workflow';
import type { Duties } from './ports.ts';

/** A duty, what it is told, and how long it may take. */
export type Duty = {
  [Name in keyof Duties]: {
    readonly name: Name;
    readonly args: Parameters<Duties[Name]>;
    readonly seconds: number;
  };
}[keyof Duties];

/** Runs one duty once, for a schedule: a failed one is not repeated, the next comes soon enough. */
export async function duty({ name, args, seconds }: Duty): Promise<number> {
  const duties = proxyActivities<Duties>({
    startToCloseTimeout: seconds * 1_000,
    scheduleToCloseTimeout: seconds * 1_000,
    retry: { maximumAttempts: 1 },
  });
  // Name and arguments belong together by the type; the compiler cannot follow both at once.
  const perform = duties[name] as (...told: typeof args) => Promise<number>;
  return await perform(...args);
}
