import { describe, expect, it } from 'vitest';
import { revisedTerms } from '../../../db/revised.ts';
import type { Terms } from '../../../workflows/kernel/terms.ts';
import { kindByName } from '../../../workflows/kinds.ts';

const [SHIPPED] = kindByName('hazard').policies;

function termsOf(version: number, year: string, desk: string): Terms {
  if (SHIPPED === undefined) throw new Error('the hazard has no policy');
  return {
    ...SHIPPED,
    policy: SHIPPED.id,
    policyVersion: version,
    rules: version,
    numbers: { version },
    calendar: { coveredFrom: `${year}-01-01`, coveredTo: `${year}-12-31`, holidays: [], workdays: [] },
    county: { officeDesk: desk },
    specialPeriods: [{ name: desk, from: `${year}-03-01`, to: `${year}-03-15` }],
  } as unknown as Terms;
}

const FROZEN = termsOf(1, '2026', 'p-old');
const FRESH = termsOf(2, '2027', 'p-new');

describe('the terms of a revision', () => {
  it('by a calendar bring the workdays, the county’s posts and the rules, and leave the policy as it was frozen', () => {
    const { calendar, county, rules } = FRESH;
    expect(revisedTerms(FROZEN, FRESH, { cause: 'calendar' })).toEqual({ ...FROZEN, calendar, county, rules });
  });

  it('by a policy are those of a matter opened now, with the figures of the version that is named', () => {
    expect(revisedTerms(FROZEN, FRESH, { cause: 'policy' })).toEqual(FRESH);
    const { periods, ladder } = FRESH;
    const content = { periods, ladder, numbers: { version: 3 }, overrides: [] };
    const revised = revisedTerms(FROZEN, FRESH, { cause: 'policy', policy: { version: 3, content } });
    expect(revised).toEqual({ ...FRESH, policyVersion: 3, numbers: { version: 3 }, overrides: [] });
  });
});
