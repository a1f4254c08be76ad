import { describe, expect, it } from 'vitest';
import { HAZARD_POLICIES } from '../../../workflows/hazard/index.ts';
import { periodOf } from '../../../workflows/hazard/periods.ts';
import type { HazardTerms } from '../../../workflows/hazard/state.ts';
import type { Period } from '../../../workflows/kernel/deadline.ts';
import { REPORT, termsOf } from '../../support/hazard-story.ts';

const TERMS = termsOf('standard');
const COAL = { ...REPORT, sector: '煤矿' };
const OLD_COAL: Period = { amount: 20, unit: 'calendarDay', roll: false, basis: '旧', verified: true };

/** Terms as matters were opened under before policies could differ by sector: the coal mine's recheck by its own name. */
function oldTerms(): HazardTerms {
  const { overrides: _none, ...terms } = TERMS;
  const { sealLimit: _later, ...periods } = TERMS.periods;
  return { ...terms, periods: { ...periods, recheckCoal: OLD_COAL } as never };
}

describe('a figure of the policy', () => {
  it('is the general one where no override fits', () => {
    expect(periodOf({ terms: TERMS, report: REPORT, severity: 'major' }, 'recheck')).toBe(TERMS.periods.recheck);
    expect(periodOf({ terms: TERMS, report: COAL, severity: 'general' }, 'recheck')).toBe(TERMS.periods.recheck);
    expect(periodOf({ terms: TERMS, report: COAL, severity: 'major' }, 'closeout')).toBe(TERMS.periods.closeout);
  });

  it('is the coal mine’s own for its recheck and its resumption', () => {
    const twenty = { amount: 20, unit: 'calendarDay', roll: true, verified: true };
    expect(periodOf({ terms: TERMS, report: COAL, severity: 'major' }, 'recheck')).toMatchObject(twenty);
    expect(periodOf({ terms: TERMS, report: COAL, severity: null }, 'resumptionReview')).toMatchObject(twenty);
    expect(periodOf({ terms: TERMS, report: REPORT, severity: 'major' }, 'resumptionReview')).toMatchObject({
      amount: 10,
      unit: 'workingDay',
    });
  });

  it('stays as it was frozen in a matter from before the overrides', () => {
    const terms = oldTerms();
    expect(periodOf({ terms, report: COAL, severity: 'major' }, 'recheck')).toBe(OLD_COAL);
    expect(periodOf({ terms, report: COAL, severity: 'general' }, 'recheck')).toBe(terms.periods.recheck);
    expect(periodOf({ terms, report: REPORT, severity: 'major' }, 'recheck')).toBe(terms.periods.recheck);
    expect(periodOf({ terms, report: COAL, severity: 'major' }, 'closeout')).toBe(terms.periods.closeout);
  });

  it('is the shipped one where the frozen terms do not know it yet', () => {
    expect(periodOf({ terms: oldTerms(), report: REPORT, severity: 'major' }, 'sealLimit')).toEqual(
      TERMS.periods.sealLimit,
    );
  });
});

describe('the shipped policies', () => {
  it('verify only what was read in the law, and say since when it is in force', () => {
    const verified = HAZARD_POLICIES.flatMap(({ periods, overrides = [] }) =>
      [...Object.entries(periods), ...overrides.map(({ name, period }) => [name, period] as const)].filter(
        ([, period]) => period.verified,
      ),
    );
    expect(verified.map(([name, { basis }]) => `${name} ${basis}`)).toEqual([
      'sealLimit 《行政强制法》第25条',
      'sealExtension 《行政强制法》第25条',
      'powerCutNotice 《安全生产法》第70条',
      'recheck 《煤矿安全生产条例》第48条',
      'resumptionReview 《煤矿安全生产条例》第48条',
    ]);
    for (const [name, { effectiveFrom }] of verified) expect(effectiveFrom, name).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  it('roll what someone must or may do in days, never a limit upon an order or a power', () => {
    const rolls = Object.entries(TERMS.periods).filter(([, period]) => period.roll);
    expect(rolls.map(([name]) => name)).toEqual(['watch', 'lookBack', 'appeal', 'urging']);
  });

  it('rest the successor of a superseded order on nothing later than it', () => {
    expect(TERMS.periods.extensionWindow).toMatchObject({ effectiveTo: '2026-01-31', verified: false });
  });
});
