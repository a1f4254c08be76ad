import { useMemo } from 'react';
import type { Bars, Series } from '../../charts/bars.ts';
import { Chart } from '../../charts/chart.tsx';
import type { FigureName } from '../../parts/figure-words.ts';
import { Grid, type Column } from '../../parts/grid.tsx';
import { Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { Counted } from './counted.tsx';
import { figuresOf, narrowed } from './span.ts';
import { chineseMonth, type Cohort, type Span } from './year-answer.ts';

const PARTS: readonly (readonly [
  name: string,
  of: (cohort: Cohort) => number,
  colour: Series['colour'],
  figure: FigureName,
])[] = [
  ['30日内销号', ({ closedWithin }) => closedWithin[30], '--well', 'closedIn30'],
  ['31至60日', ({ closedWithin }) => closedWithin[60], '--accent', 'closedIn60'],
  ['61至90日', ({ closedWithin }) => closedWithin[90], '--soon', 'closedIn90'],
  ['90日以上', ({ closedWithin }) => closedWithin.later, '--quiet', 'closedLater'],
  ['仍在办', ({ open }) => open, '--late', 'open'],
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
  const column = (title: string, of: (row: Cohort) => number, figure: FigureName): Column<Cohort> => ({
    key: title,
    title,
    isNumber: true,
    by: of,
    cell: (row) => (
      <Counted
        n={of(row)}
        words={`${monthWords(row.month)}，${title}`}
        list={narrowed(span, 'month', row.month, figure)}
      />
    ),
  });
  return [
    { key: 'month', title: '发现月份', cell: ({ month }) => monthWords(month), by: ({ month }) => month },
    column('发现', ({ found }) => found, 'found'),
    ...PARTS.map(([name, of, , figure]) => column(name, of, figure)),
  ];
}

function monthWords(month: string | null): string {
  return month === null ? '未定' : chineseMonth(month);
}
