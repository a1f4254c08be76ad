import { useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Bars } from '../../charts/bars.ts';
import { Chart } from '../../charts/chart.tsx';
import { useKinds } from '../../client/kinds.ts';
import { useDepartments, useTownships } from '../../client/places.ts';
import { chineseNumber } from '../../parts/chinese.ts';
import { Grid, type Column } from '../../parts/grid.tsx';
import { listPath, type ListFilter } from '../../parts/list-path.ts';
import { Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { figuresOf, narrowed } from './span.ts';
import { chineseMonth, perCent, type GroupedBy, type Span, type YearGroup } from './year-answer.ts';

const TITLES: Readonly<Record<GroupedBy, readonly [title: string, first: string]>> = {
  month: ['逐月发现与销号', '发现月份'],
  level: ['按督办层级', '层级'],
  region: ['按乡镇（街道）', '乡镇（街道）'],
  sector: ['按行业领域', '行业领域'],
  lead: ['按牵头部门', '牵头部门'],
};

/** A group under the name that people read. */
type Named = YearGroup & { readonly words: string };

interface GroupsProps {
  readonly by: GroupedBy;
  readonly span: Span;
}

/** The figures of a span taken apart, as a picture and as a table. */
export function Groups({ by, span }: GroupsProps) {
  const rungs = Object.values(useKinds().find(({ name }) => name === 'hazard')?.rungs ?? {});
  const short = new Map([...useTownships(), ...useDepartments()].map((place) => [place.id, place.name]));
  const wordsOf = ({ key, name }: YearGroup): string => {
    if (key === null) return '未定';
    if (by === 'month') return chineseMonth(key);
    if (by !== 'level') return short.get(key) ?? name ?? key;
    return key === '0' ? '未督办' : (rungs.find(({ level }) => level.toString() === key)?.label ?? `第${key}级`);
  };
  return (
    <Sheet title={TITLES[by][0]}>
      <Read path={`/v1/statistics/groups?by=${by}&${figuresOf(span)}`}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">这段时间没有发现隐患。</p>
          ) : (
            <Both by={by} span={span} groups={items.map((item) => ({ ...item, words: wordsOf(item) }))} />
          )
        }
      </Read>
    </Sheet>
  );
}

function Both({ by, span, groups }: GroupsProps & { readonly groups: readonly Named[] }) {
  const navigate = useNavigate();
  const shown = JSON.stringify(groups);
  // Drawn again when the figures are others, not whenever they were read.
  const bars = useMemo(() => barsOf(by, JSON.parse(shown) as readonly Named[]), [by, shown]);
  return (
    <div className="year-both">
      <Chart
        bars={bars}
        onName={(n) => {
          const key = groups[n]?.key ?? null;
          if (key !== null) void navigate(listPath('hazards', narrowed(span, by, key)));
        }}
      />
      <Grid
        caption={`${TITLES[by][0]}：数字`}
        columns={columnsOf(by, span)}
        rows={groups}
        keyOf={({ key }) => key ?? ''}
      />
    </div>
  );
}

function barsOf(by: GroupedBy, groups: readonly Named[]): Bars {
  const values = (of: (group: Named) => number): readonly number[] => groups.map(of);
  return {
    title: TITLES[by][0],
    names: groups.map(({ words }) => words),
    isLying: by !== 'month',
    isStacked: by !== 'month',
    series:
      by === 'month'
        ? [
            { name: '发现', values: values(({ found }) => found), colour: '--accent' },
            { name: '已销号', values: values(({ closed }) => closed), colour: '--well' },
          ]
        : [
            { name: '已销号', values: values(({ closed }) => closed), colour: '--well' },
            { name: '在办未超期', values: values(({ open, overdue }) => open - overdue), colour: '--accent' },
            { name: '超期', values: values(({ overdue }) => overdue), colour: '--late' },
          ],
  };
}

function columnsOf(by: GroupedBy, span: Span): readonly Column<Named>[] {
  const figure = (key: string, title: string, of: (row: Named) => number, filter: ListFilter): Column<Named> => ({
    key,
    title,
    isNumber: true,
    by: of,
    cell: (row) => <Counted n={of(row)} row={row} by={by} span={span} filter={filter} isLate={key === 'overdue'} />,
  });
  const rate = (key: string, title: string, of: (row: Named) => number | null): Column<Named> => ({
    key,
    title,
    isNumber: true,
    by: of,
    cell: (row) => perCent(of(row)),
  });
  return [
    {
      key: 'name',
      title: TITLES[by][1],
      cell: ({ words }) => words,
      by: ({ key, words }) => (by === 'month' ? key : words),
    },
    figure('found', '发现', ({ found }) => found, {}),
    figure('closed', '已销号', ({ closed }) => closed, { open: false }),
    figure('open', '在办', ({ open }) => open, { open: true }),
    figure('overdue', '超期', ({ overdue }) => overdue, { open: true, overdue: true }),
    rate('rate', '整改率', ({ rate: of }) => of),
    rate('onTimeRate', '按期率', ({ onTimeRate }) => onTimeRate),
    rate('firstPassRate', '一次通过率', ({ firstPassRate }) => firstPassRate),
  ];
}

interface CountedProps extends GroupsProps {
  readonly n: number;
  readonly row: Named;
  readonly filter: ListFilter;
  readonly isLate: boolean;
}

/** A figure that leads to its matters. */
function Counted({ n, row: { key, words }, by, span, filter, isLate }: CountedProps) {
  if (n === 0) return <span className="quiet">0</span>;
  const shown = chineseNumber(n);
  if (key === null) return shown;
  return (
    <Link
      className={isLate ? 'late' : ''}
      aria-label={`${shown}件，${words}`}
      to={listPath('hazards', { ...narrowed(span, by, key), ...filter })}
    >
      {shown}
    </Link>
  );
}
