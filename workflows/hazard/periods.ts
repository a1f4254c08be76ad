import type { Period } from '../kernel/deadline.ts';
import type { Matter } from './state.ts';
import type { HazardPeriod } from './terms.ts';

/** A figure of the matter's policy, as it is for its sector and severity: the first override that fits, else the general one. */
export function periodOf(matter: Pick<Matter, 'terms' | 'report' | 'severity'>, name: HazardPeriod): Period {
  const { overrides = [], periods } = matter.terms;
  const special = overrides.find(
    (override) =>
      override.name === name &&
      (override.sector === null || override.sector === matter.report.sector) &&
      (override.severity === null || override.severity === matter.severity),
  );
  return special?.period ?? periods[name];
}
