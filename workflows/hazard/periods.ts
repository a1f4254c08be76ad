import type { Period } from '../kernel/deadline.ts';
import { STANDARD_PERIODS } from './policy-standard.ts';
import type { Matter } from './state.ts';
import type { HazardPeriod } from './terms.ts';

/** A figure of the matter's policy, as it is for its sector and severity: the first override that fits, else the general one. */
export function periodOf(matter: Pick<Matter, 'terms' | 'report' | 'severity'>, name: HazardPeriod): Period {
  const special = matter.terms.overrides?.find(
    (override) =>
      override.name === name &&
      (override.sector === null || override.sector === matter.report.sector) &&
      (override.severity === null || override.severity === matter.severity),
  );
  return special?.period ?? frozenAs(matter, name);
}

/** Terms that were frozen before there were overrides have the coal mine's recheck by a name of its own, and lack later figures. */
function frozenAs(
  { terms, report, severity }: Pick<Matter, 'terms' | 'report' | 'severity'>,
  name: HazardPeriod,
): Period {
  const frozen: Readonly<Record<string, Period | undefined>> = terms.periods;
  const coal = terms.overrides === undefined && report.sector === '煤矿' && severity === 'major' && name === 'recheck';
  return (coal ? frozen['recheckCoal'] : undefined) ?? frozen[name] ?? STANDARD_PERIODS[name];
}
