import { describe, expect, it } from 'vitest';
import type { Period } from '../../../workflows/kernel/deadline.ts';
import type { LadderRow } from '../../../workflows/kernel/ladder.ts';
import { policyFaults, type PolicyContent } from '../../../workflows/kernel/policy-check.ts';
import type { Policy } from '../../../workflows/kernel/terms.ts';
import { kindByName, KINDS, type Kind } from '../../../workflows/kinds.ts';

const hazard = kindByName('hazard');
const STANDARD = newest(hazard, 'standard');

function newest(kind: Kind, id: string): Policy {
  const [first] = kind.policies.filter((policy) => policy.id === id).sort((a, b) => b.version - a.version);
  if (first === undefined) throw new Error(`no policy ${id}`);
  return first;
}

function rungsOf({ face }: Kind): readonly string[] {
  return Object.keys(face.rungs);
}

function faultsOf(change: Partial<PolicyContent>): readonly (readonly [string, string])[] {
  const { periods, numbers, ladder } = STANDARD;
  const content = { periods, numbers, ladder, overrides: [], ...change };
  return policyFaults(content, { shipped: STANDARD, rungs: rungsOf(hazard) }).map((it) => [it.pointer, it.code]);
}

function indexOf(id: string): number {
  return STANDARD.ladder.findIndex((row) => row.id === id);
}

function withRow(id: string, change: Partial<LadderRow>): readonly LadderRow[] {
  expect(indexOf(id)).toBeGreaterThanOrEqual(0);
  return STANDARD.ladder.map((row) => (row.id === id ? { ...row, ...change } : row));
}

function waiting(amount: number, unit: Period['unit'] = 'workingDay'): Pick<LadderRow, 'anyOf'> {
  return { anyOf: [{ after: 'due', wait: { amount, unit } }] };
}

function at(id: string, rest = ''): string {
  return `/ladder/${indexOf(id).toString()}${rest}`;
}

const GRADE = STANDARD.periods['grade'] as Period;

describe('a policy', () => {
  it.each(KINDS.flatMap((kind) => kind.policies.map((policy) => [kind, policy] as const)))(
    'is fit as it is shipped',
    (kind, policy) => {
      expect(policyFaults(policy, { shipped: policy, rungs: rungsOf(kind) })).toEqual([]);
    },
  );

  it('has every period and number of the shipped one, and no other', () => {
    const { grade, ...rest } = STANDARD.periods as Record<string, Period>;
    expect(grade).toBeDefined();
    expect(faultsOf({ periods: rest })).toEqual([['/periods/grade', 'FigureMissing']]);
    expect(faultsOf({ periods: { ...STANDARD.periods, other: GRADE } })).toEqual([['/periods/other', 'FigureUnknown']]);
    expect(faultsOf({ numbers: { ...STANDARD.numbers, other: 1 } })).toEqual([['/numbers/other', 'FigureUnknown']]);
  });

  it.each([
    [{ amount: 0 }, '/amount', 'ZeroWait'],
    [{ amount: -1 }, '/amount', 'AmountNotWhole'],
    [{ amount: 1.5 }, '/amount', 'AmountNotWhole'],
    [{ unit: 'second' }, '/unit', 'SecondsOnlyInTrial'],
    [{ effectiveFrom: '2026-02-01', effectiveTo: '2026-01-01' }, '/effectiveTo', 'BasisEndsFirst'],
  ] as const)('has no period with %o', (change, member, code) => {
    const periods = { ...STANDARD.periods, grade: { ...GRADE, ...change } };
    expect(faultsOf({ periods })).toEqual([[`/periods/grade${member}`, code]]);
    const override = { sector: '煤矿', severity: null, name: 'grade', period: { ...GRADE, ...change } };
    expect(faultsOf({ overrides: [override] })).toEqual([[`/overrides/0/period${member}`, code]]);
  });

  it('has numbers that are whole, and working hours that end after they begin', () => {
    expect(faultsOf({ numbers: { ...STANDARD.numbers, returnsMax: 0 } })).toEqual([]);
    expect(faultsOf({ numbers: { ...STANDARD.numbers, returnsMax: -1 } })).toEqual([
      ['/numbers/returnsMax', 'NumberNotWhole'],
    ]);
    for (const [workFromMinute, workToMinute] of [
      [600, 600],
      [0, 1_441],
    ] as const)
      expect(faultsOf({ numbers: { ...STANDARD.numbers, workFromMinute, workToMinute } })).toContainEqual([
        '/numbers/workToMinute',
        'HoursReversed',
      ]);
  });

  it('overrides known periods, for some sector or severity', () => {
    const override = { sector: '煤矿', severity: null, name: 'recheck', period: GRADE };
    expect(faultsOf({ overrides: [override] })).toEqual([]);
    const oneDay = { ...GRADE, effectiveFrom: '2026-01-01', effectiveTo: '2026-01-01' };
    expect(faultsOf({ overrides: [{ ...override, period: oneDay }] })).toEqual([]);
    expect(faultsOf({ overrides: [{ ...override, name: 'other' }] })).toEqual([['/overrides/0/name', 'FigureUnknown']]);
    expect(faultsOf({ overrides: [{ ...override, sector: null }] })).toEqual([['/overrides/0', 'OverrideForAll']]);
  });
});

describe('a ladder', () => {
  it('has no wait of zero but the one of urging', () => {
    expect(faultsOf({ ladder: withRow('t-talk', waiting(0)) })).toContainEqual([
      at('t-talk', '/anyOf/0/wait/amount'),
      'ZeroWait',
    ]);
    expect(faultsOf({ ladder: withRow('t-talk', { replyWait: { amount: 0, unit: 'workingDay' } }) })).toEqual([
      [at('t-talk', '/replyWait/amount'), 'ZeroWait'],
    ]);
    expect(faultsOf({ ladder: withRow('s-urge', waiting(0, 'second')) })).toEqual([]);
  });

  it('has whole positive waits, negative ones for warnings only, and no seconds', () => {
    expect(faultsOf({ ladder: withRow('t-supervise', waiting(-1)) })).toContainEqual([
      at('t-supervise', '/anyOf/0/wait/amount'),
      'AmountNotWhole',
    ]);
    expect(faultsOf({ ladder: withRow('t-warn-1', waiting(-5, 'calendarDay')) })).toEqual([]);
    for (const amount of [1, 0]) {
      const said = faultsOf({ ladder: withRow('t-warn-1', waiting(amount, 'calendarDay')) }).map(([, code]) => code);
      expect(said).toContain(amount === 0 ? 'ZeroWait' : 'RungsDoNotRise');
    }
    expect(faultsOf({ ladder: withRow('t-warn-1', waiting(-5, 'second')) })).toEqual([
      [at('t-warn-1', '/anyOf/0/wait/unit'), 'SecondsOnlyInTrial'],
    ]);
    expect(faultsOf({ ladder: withRow('t-refer', waiting(9_999_999, 'second')) })).toEqual([
      [at('t-refer', '/anyOf/0/wait/unit'), 'SecondsOnlyInTrial'],
    ]);
    for (const percent of [0, 100, 12.5])
      expect(faultsOf({ ladder: withRow('t-warn-50p', { anyOf: [{ after: 'start', percent }] }) })).toEqual([
        [at('t-warn-50p', '/anyOf/0/percent'), 'PercentOutside'],
      ]);
  });

  it('rises on each clock and severity, and both rows are named where it does not', () => {
    const { periods, numbers } = STANDARD;
    const content = { periods, numbers, ladder: withRow('t-talk', waiting(9)), overrides: [] };
    const faults = policyFaults(content, { shipped: STANDARD, rungs: rungsOf(hazard) });
    expect(faults).toMatchObject([{ pointer: at('t-talk'), code: 'RungsDoNotRise' }]);
    expect(faults[0]?.detail).toMatch(/t-talk.*t-list/);
    expect(faultsOf({ ladder: withRow('t-talk', waiting(10)) })).toEqual([]);
    expect(faultsOf({ ladder: withRow('s-refer-major', waiting(2)) })).toContainEqual([
      at('s-refer-major'),
      'RungsDoNotRise',
    ]);
    // A row for all severities stands below one for some.
    expect(faultsOf({ ladder: withRow('s-take-over-major', waiting(4, 'hour')) })).toContainEqual([
      at('s-take-over-major'),
      'RungsDoNotRise',
    ]);
    // Thirty days are more than eighteen workdays and less than twenty-two.
    expect(faultsOf({ ladder: withRow('t-circulate', waiting(21)) })).toEqual([]);
    expect(faultsOf({ ladder: withRow('t-circulate', waiting(22)) })).toEqual([[at('t-refer'), 'RungsDoNotRise']]);
  });

  it('keeps every rung of the kind on T', () => {
    const ladder = STANDARD.ladder.filter((row) => row.clock !== 'T' || row.rung !== 'circulate');
    expect(faultsOf({ ladder })).toContainEqual(['/ladder', 'RungMissing']);
    const onlyS = STANDARD.ladder.filter((row) => row.clock !== 'S' || row.rung !== 'talk');
    expect(faultsOf({ ladder: onlyS })).toEqual([]);
  });

  it('has rows with ids of their own, known rungs, posts that exist, and someone to issue what is proposed', () => {
    expect(faultsOf({ ladder: withRow('t-talk', { id: 't-list' }) })).toEqual([[at('t-talk', '/id'), 'RowRepeated']]);
    expect(faultsOf({ ladder: withRow('s-talk', { rung: 'list' }) })).toContainEqual([
      at('s-talk', '/rung'),
      'RungUnknown',
    ]);
    expect(faultsOf({ ladder: withRow('t-talk', { confirmers: [] }) })).toEqual([
      [at('t-talk', '/confirmers'), 'ConfirmerMissing'],
    ]);
    expect(faultsOf({ ladder: withRow('t-talk', { confirmers: ['deputyHead', 'king'] }) })).toEqual([
      [at('t-talk', '/confirmers/1'), 'PostUnknown'],
    ]);
    expect(faultsOf({ ladder: withRow('t-talk', { tell: ['king'] }) })).toEqual([
      [at('t-talk', '/tell/0'), 'PostUnknown'],
    ]);
  });

  it('waits for no answer that nobody is asked for, and no act that no row does', () => {
    expect(faultsOf({ ladder: withRow('t-supervise', { replyWait: null, severity: null }) })).toEqual([]);
    const unasked = STANDARD.ladder.map((row) => (row.rung === 'supervise' ? { ...row, replyWait: null } : row));
    expect(faultsOf({ ladder: unasked })).toContainEqual([at('t-list', '/anyOf/2'), 'NeverDue']);
    const talk = withRow('s-talk', {
      anyOf: [{ after: 'done', rung: 'circulate', wait: { amount: 5, unit: 'hour' } }],
    });
    expect(faultsOf({ ladder: talk })).toEqual([[at('s-talk', '/anyOf/0'), 'NeverDue']]);
  });
});
