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

function faultsOf(change: Partial<PolicyContent>): readonly (readonly [string, string])[] {
  const { periods, numbers, ladder } = STANDARD;
  const content = { periods, numbers, ladder, overrides: [], ...change };
  return policyFaults(content, STANDARD).map((it) => [it.pointer, it.code]);
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
    (_kind, policy) => {
      expect(policyFaults(policy, policy)).toEqual([]);
    },
  );

  it('has every period and number of the shipped one, and no other', () => {
    const { grade, ...rest } = STANDARD.periods as Record<string, Period>;
    expect(grade).toBeDefined();
    expect(faultsOf({ periods: rest })).toEqual([['/periods/grade', 'FigureMissing']]);
    const { urging, ...before } = STANDARD.periods as Record<string, Period>;
    expect(urging).toBeDefined();
    expect(faultsOf({ periods: before })).toEqual([]);
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
    expect(faultsOf({ numbers: { ...STANDARD.numbers, workFromMinute: 600, workToMinute: 600 } })).toEqual([
      ['/numbers/workToMinute', 'HoursReversed'],
    ]);
  });

  it.each([
    ['calendarDay', 1_100],
    ['workingDay', 750],
    ['hour', 8_784],
  ] as const)('counts no more %s than %d, in a period, an override or a wait of the ladder', (unit, most) => {
    for (const [amount, codes] of [
      [most, []],
      [most + 1, ['AmountTooLarge']],
      [1e15, ['AmountTooLarge']],
    ] as const) {
      const period = { ...GRADE, amount, unit };
      const override = { sector: '煤矿', severity: null, name: 'grade', period };
      const wait = { amount, unit };
      for (const change of [
        { periods: { ...STANDARD.periods, grade: period } },
        { overrides: [override] },
        { ladder: withRow('t-refer', { anyOf: [{ after: 'due', wait }] }) },
        {
          ladder: withRow('t-refer', {
            anyOf: [...waiting(30, 'calendarDay').anyOf, { after: 'done', rung: 'talk', wait }],
          }),
        },
        { ladder: withRow('t-talk', { replyWait: wait }) },
        { ladder: withRow('t-warn-1', waiting(-amount, unit)) },
      ] as const)
        expect(faultsOf(change).map(([, code]) => code)).toEqual(codes);
    }
  });

  it('counts no more than a day of seconds when it is tried', () => {
    const trial = newest(hazard, 'trial');
    const said = (amount: number) =>
      policyFaults({ ...trial, periods: { ...trial.periods, grade: { ...GRADE, unit: 'second', amount } } }, trial);
    expect(said(86_400)).toEqual([]);
    expect(said(86_401)).toMatchObject([{ pointer: '/periods/grade/amount', code: 'AmountTooLarge' }]);
  });

  it.each([
    ['officersMin', 2, 10],
    ['officersMinMajor', 3, 10],
    ['extensionsMax', 0, 5],
    ['returnsMax', 0, 5],
    ['workFromMinute', 0, 1_440],
    ['workToMinute', 0, 1_440],
    ['remindSecondsMin', 0, 86_400],
    ['rewardPercent', 1, 100],
    ['rewardMin', 0, 1_000_000],
    ['rewardMax', 1, 10_000_000],
    ['concealedGeneral', 0, 1_000_000],
    ['concealedLarger', 0, 1_000_000],
    ['concealedMajor', 0, 1_000_000],
    ['concealedExtraordinary', 0, 1_000_000],
    ['concealedMax', 1, 10_000_000],
    ['rewardWithoutPenalty', 0, 1_000_000],
  ] as const)('has %s between %d and %d', (name, least, most) => {
    const policy = KINDS.flatMap(({ policies }) => policies).find((it) => Object.hasOwn(it.numbers, name));
    if (policy === undefined) throw new Error(`no policy has ${name}`);
    const said = (value: number) =>
      policyFaults({ ...policy, numbers: { ...policy.numbers, [name]: value } }, policy)
        .map(({ pointer, code }) => `${pointer} ${code}`)
        .filter((it) => !it.endsWith('Reversed'));
    expect([said(least), said(most)]).toEqual([[], []]);
    expect(said(most + 1)).toEqual([`/numbers/${name} NumberOutside`]);
    expect(said(least - 1)).toEqual([`/numbers/${name} ${least === 0 ? 'NumberNotWhole' : 'NumberOutside'}`]);
  });

  it('pays at most no less than at least', () => {
    const [policy] = kindByName('tip').policies;
    if (policy === undefined) throw new Error('no policy of tips');
    const said = (rewardMax: number) =>
      policyFaults({ ...policy, numbers: { ...policy.numbers, rewardMin: 3_000, rewardMax } }, policy);
    expect(said(3_000)).toEqual([]);
    expect(said(2_999)).toMatchObject([{ pointer: '/numbers/rewardMax', code: 'RewardsReversed' }]);
  });

  it('has bounds for every number that is shipped', () => {
    for (const policy of KINDS.flatMap((kind) => kind.policies))
      for (const name of Object.keys(policy.numbers))
        expect(policyFaults({ ...policy, numbers: { ...policy.numbers, [name]: 1e9 } }, policy)).toContainEqual(
          expect.objectContaining({ pointer: `/numbers/${name}`, code: 'NumberOutside' }),
        );
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
    const faults = policyFaults(content, STANDARD);
    expect(faults).toMatchObject([{ pointer: at('t-talk'), code: 'RungsDoNotRise' }]);
    expect(faults[0]?.detail).toMatch(/t-talk.*t-list/);
    // Together is not one after the other, but where the shipped ladder has it so (s-hand-over and s-supervise).
    expect(faultsOf({ ladder: withRow('t-talk', waiting(11)) })).toEqual([]);
    expect(faultsOf({ ladder: withRow('t-talk', waiting(10)) })).toEqual([[at('t-talk'), 'RungsDoNotRise']]);
    expect(faultsOf({ ladder: withRow('s-take-over', waiting(1)) })).toContainEqual([
      at('s-take-over'),
      'RungsDoNotRise',
    ]);
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

  it('keeps every rung of the shipped one, on each clock and for each severity and limit', () => {
    const without = (is: (row: LadderRow) => boolean) =>
      faultsOf({ ladder: STANDARD.ladder.filter((row) => !is(row)) });
    for (const id of ['t-refer-major', 's-talk', 's-refer-major', 't-urge'])
      expect(without((row) => row.id === id)).toContainEqual(['/ladder', 'RungMissing']);
    expect(without((row) => row.clock === 'S' && row.rung === 'talk')).toEqual([
      ['/ladder', 'RungMissing'],
      ['/ladder', 'RungMissing'],
    ]);
    // One warning of three may go, all for long limits may not, nor a rung be for limits that there are none of.
    expect(without((row) => row.id === 't-warn-75p')).toEqual([]);
    expect(without((row) => row.limitDays?.over === 30)).toEqual([['/ladder', 'RungMissing']]);
    expect(faultsOf({ ladder: withRow('t-refer', { limitDays: { over: 10_000 } }) })).toEqual([
      ['/ladder', 'RungMissing'],
    ]);
    // A hazard that nobody has graded yet is served by the rows for all.
    expect(faultsOf({ ladder: withRow('s-hand-over', { severity: 'general' }) })).toEqual([
      ['/ladder', 'RungMissing'],
      ['/ladder', 'RungMissing'],
    ]);
  });

  it('has every rung that time brings fall due by time', () => {
    expect(faultsOf({ ladder: withRow('t-refer', { anyOf: [{ ground: 'any' }] }) })).toEqual([
      ['/ladder', 'RungUntimed'],
    ]);
    expect(faultsOf({ ladder: withRow('t-list-major', { anyOf: [{ count: 'failedRechecks', n: 2 }] }) })).toEqual([]);
  });

  it('does by each rung what the shipped one does: from 督办 up nothing but a proposal to people', () => {
    for (const row of STANDARD.ladder) {
      const acts = (['notify', 'propose', 'handOver', 'takeOver'] as const).filter((act) => act !== row.act);
      const confirmers = ['deputyHead'];
      for (const act of acts)
        expect(faultsOf({ ladder: withRow(row.id, { act, confirmers }) })).toEqual([[at(row.id, '/act'), 'ActOther']]);
    }
    const proposed = STANDARD.ladder.filter(({ act }) => act === 'propose').map(({ rung }) => rung);
    expect(new Set(proposed)).toEqual(new Set(['supervise', 'list', 'talk', 'circulate', 'refer']));
  });

  it('tells at least one post by each row', () => {
    for (const { id } of STANDARD.ladder)
      expect(faultsOf({ ladder: withRow(id, { tell: [] }) })).toEqual([[at(id, '/tell'), 'TellMissing']]);
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
      anyOf: [...waiting(10).anyOf, { after: 'done', rung: 'circulate', wait: { amount: 5, unit: 'hour' } }],
    });
    expect(faultsOf({ ladder: talk })).toEqual([[at('s-talk', '/anyOf/1'), 'NeverDue']]);
  });
});
