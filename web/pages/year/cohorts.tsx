import { useMemo } from 'react';
import { Link } from 'react-router';
import type { Bars, Series } from '../../charts/bars.ts';
import { Chart } from '../../charts/chart.tsx';
import { chineseNumber } from '../../parts/chinese.ts';
import { Grid, type Column } from '../../parts/grid.tsx';
import { listPath } from '../../parts/list-path.ts';
import { Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { figuresOf, narrowed } from './span.ts';
import { chineseMonth, type Cohort, type Span } from './year-answer.ts';

const STILL_OPEN = '仍在办';
const PARTS: readonly (readonly [name: string, of: (cohort: Cohort) => number, colour: Series['colour']])[] = [
  ['30日内销号', ({ closedWithin }) => closedWithin[30], '--well'],
  ['31至60日', ({ closedWithin }) => closedWithin[60], '--accent'],
  ['61至90日', ({ closedWithin }) => closedWithin[90], '--soon'],
  ['90日以上', ({ closedWithin }) => closedWithin.later, '--quiet'],
  [STILL_OPEN, ({ open }) => open, '--late'],
];

/** What became of what was found in each month: how soon it was closed, and what of it is still open. */
export function Cohorts({ span }: { readonly span: Span }) {
  return (
    <Sheet title="同月发现的隐患，多久销号">
      <Read path={`/v1/statistics/cohorts?${figuresOf(span)}`}>
        {({ items }) =>
          items.length === 0 ? <p className="quiet">这段时间没有发现隐患。</p> : <Both cohorts={items} span={span} />
        }
      </Read>
    </Sheet>
  );
}

function Both({ cohorts, span }: { readonly cohorts: readonly Cohort[]; readonly span: Span }) {
  const shown = JSON.stringify(cohorts);
  const bars = useMemo(() => barsOf(JSON.parse(shown) as readonly Cohort[]), [shown]);
  return (
    <div className="year-both">
      <Chart bars={bars} />
      <Grid
        caption="同月发现的隐患多久销号：数字"
        columns={columnsOf(span)}
        rows={cohorts}
        keyOf={({ month }) => month ?? ''}
      />
    </div>
  );
}

function barsOf(cohorts: readonly Cohort[]): Bars {
  return {
    title: '同月发现的隐患，多久销号',
    names: cohorts.map(({ month }) => monthWords(month)),
    isStacked: true,
    series: PARTS.map(([name, of, colour]) => ({ name, values: cohorts.map(of), colour })),
  };
}

function columnsOf(span: Span): readonly Column<Cohort>[] {
  const figure = (title: string, of: (row: Cohort) => number, open?: boolean): Column<Cohort> => ({
    key: title,
    title,
    isNumber: true,
    by: of,
    cell: (row) => <Counted n={of(row)} row={row} what={title} span={span} open={open} />,
  });
  return [
    { key: 'month', title: '发现月份', cell: ({ month }) => monthWords(month), by: ({ month }) => month },
    figure('发现', ({ found }) => found),
    ...PARTS.map(([name, of]) => figure(name, of, name === STILL_OPEN)),
  ];
}

interface CountedProps {
  readonly n: number;
  readonly row: Cohort;
  readonly what: string;
  readonly span: Span;
  readonly open: boolean | undefined;
}

/** A figure that leads to the month's matters, as far as lists tell them apart. */
function Counted({ n, row: { month }, what, span, open }: CountedProps) {
  if (n === 0) return <span className="quiet">0</span>;
  if (month === null) return chineseNumber(n);
  return (
    <Link
      aria-label={`${chineseNumber(n)}件，${chineseMonth(month)}，${what}`}
      to={listPath('hazards', { ...narrowed(span, 'month', month), open })}
    >
      {chineseNumber(n)}
    </Link>
  );
}

function monthWords(month: string | null): string {
  return month === null ? '未定' : chineseMonth(month);
}
