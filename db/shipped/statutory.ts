import type { Period } from '../../workflows/kernel/deadline.ts';

/** A period that a statute sets for work which no kind of matter here keeps yet; it stands in the table of deadlines. */
interface StatutoryPeriod {
  readonly what: string;
  /** What it counts from. */
  readonly since: string;
  readonly period: Period;
  readonly kind: null;
}

const REPORTS = {
  basis: '《生产安全事故报告和调查处理条例》',
  verified: true,
  effectiveFrom: '2007-06-01',
  effectiveTo: null,
};
const STATISTICS = {
  basis: '《安全生产事故隐患排查治理暂行规定》（原安监总局令第16号）第14条',
  verified: false,
  effectiveFrom: '2008-02-01',
  effectiveTo: null,
};

function row(what: string, since: string, period: Period): StatutoryPeriod {
  return { what, since, period, kind: null };
}

function days(amount: number, basis: Pick<Period, 'basis' | 'verified'>, article: string): Period {
  return { amount, unit: 'calendarDay', roll: true, ...basis, basis: `${basis.basis}${article}` };
}

function hours(amount: number, article: string): Period {
  return { amount, unit: 'hour', roll: false, ...REPORTS, basis: `${REPORTS.basis}${article}` };
}

/** The statutory periods beside those of the policies. */
export const STATUTORY_PERIODS: readonly StatutoryPeriod[] = [
  row('行政处罚决定的公开', '作出决定', {
    amount: 7,
    unit: 'workingDay',
    roll: false,
    basis: '《安全生产法》第78条',
    verified: true,
    effectiveFrom: '2021-09-01',
    effectiveTo: null,
  }),
  row('事故单位向县级报告事故', '接到事故报告', hours(1, '第9条')),
  row('逐级上报事故（每级）', '接到事故报告', hours(2, '第11条')),
  row('隐患治理统计季报', '季度末日', days(15, STATISTICS, '')),
  row('隐患治理统计年报', '12月31日', days(31, STATISTICS, '')),
];
