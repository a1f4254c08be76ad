import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { Bars } from '../../charts/bars.ts';
import { Chart } from '../../charts/chart.tsx';
import { useKinds } from '../../client/kinds.ts';
import { useDepartments, useTownships } from '../../client/places.ts';
import { Grid, type Column } from '../../parts/grid.tsx';
import { listPath } from '../../parts/list-path.ts';
import { Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { Counted } from './counted.tsx';
import { Astray } from './fates.tsx';
import { figuresOf, narrowed } from './span.ts';
import { chineseMonth, perCent, type CountName, type GroupedBy, type Span, type YearGroup } from './year-answer.ts';

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
      <Astray span={span} />
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
          const group = groups[n];
          const list = group === undefined ? null : narrowed(span, by, group.key, 'found');
          if (list !== null) void navigate(listPath('hazards', list));
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
  const figure = (title: string, name: CountName): Column<Named> => ({
    key: title,
    title,
    isNumber: true,
    by: (row) => row[name],
    cell: (row) => (
      <Counted
        n={row[name]}
        words={`${row.words}，${title}`}
        list={narrowed(span, by, row.key, name)}
        isLate={name === 'overdue'}
      />
    ),
  });
  // A rate leads to those that made it good.
  const rate = (title: string, part: CountName, of: (row: Named) => number | null): Column<Named> => ({
    key: title,
    title,
    isNumber: true,
    by: of,
    cell: (row) => (
      <Counted
        n={row[part]}
        shown={perCent(of(row))}
        words={`${row.words}，${title}`}
        list={narrowed(span, by, row.key, part)}
      />
    ),
  });
  return [
    {
      key: 'name',
      title: TITLES[by][1],
      cell: ({ words }) => words,
      by: ({ key, words }) => (by === 'month' ? key : words),
    },
    figure('发现', 'found'),
    figure('已销号', 'closed'),
    figure('在办', 'open'),
    figure('超期', 'overdue'),
    rate('整改率', 'closed', ({ rate: of }) => of),
    rate('按期率', 'closedOnTime', ({ onTimeRate }) => onTimeRate),
    rate('一次通过率', 'firstPass', ({ firstPassRate }) => firstPassRate),
  ];
}
