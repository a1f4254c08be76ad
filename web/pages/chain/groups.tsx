import { Link, useSearchParams } from 'react-router';
import { useKinds } from '../../client/kinds.ts';
import { useTownships } from '../../client/places.ts';
import { chineseLeft, chineseNumber } from '../../parts/chinese.ts';
import { Due } from '../../parts/due.tsx';
import { Grid, type Column } from '../../parts/grid.tsx';
import { listPath, type ListFilter } from '../../parts/list-path.ts';
import { Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import type { ChainGroup, GroupedBy } from './chain-answer.ts';

const BY: readonly (readonly [GroupedBy, string])[] = [
  ['holder', '按责任人'],
  ['unit', '按单位'],
  ['region', '按乡镇'],
];

/** Who has how much in hand, how much of it is late, and who has been silent longest. */
export function Groups() {
  const [search] = useSearchParams();
  const by = BY.find(([name]) => name === search.get('by'))?.[0] ?? 'holder';
  return (
    <Sheet title="谁手里有多少隐患">
      <nav className="chain-by" aria-label="统计口径">
        {BY.map(([name, words]) => (
          <Link
            key={name}
            to={`?by=${name}`}
            preventScrollReset
            replace
            {...(name === by ? { 'aria-current': 'true' as const } : {})}
          >
            {words}
          </Link>
        ))}
      </nav>
      <Read key={by} path={`/v1/chain/groups?kind=hazard&by=${by}`}>
        {({ items }) => (
          <Grid
            caption={`在办事项${BY.find(([name]) => name === by)?.[1] ?? ''}`}
            columns={columnsOf(by)}
            rows={items}
            keyOf={({ key }) => key ?? ''}
            sorted="overdue"
          />
        )}
      </Read>
    </Sheet>
  );
}

const WHOSE: Readonly<Record<GroupedBy, string>> = { holder: '责任人', unit: '单位', region: '乡镇（街道）' };

function columnsOf(by: GroupedBy): readonly Column<ChainGroup>[] {
  const figure = (
    name: string,
    title: string,
    of: (row: ChainGroup) => number,
    filter: ListFilter,
  ): Column<ChainGroup> => ({
    key: name,
    title,
    isNumber: true,
    by: of,
    cell: (row) => <Counted n={of(row)} row={row} by={by} filter={filter} isLate={name === 'overdue'} />,
  });
  return [
    {
      key: 'name',
      title: WHOSE[by],
      cell: (row) => <Whose row={row} by={by} />,
      by: ({ person, name }) => person ?? name,
    },
    figure('overdue', '超期', ({ overdue }) => overdue, { open: true, overdue: true }),
    figure('open', '在办', ({ open }) => open, { open: true }),
    {
      key: 'highest',
      title: '最高督办',
      by: (row) => highestOf(row),
      cell: (row) => <Highest row={row} by={by} />,
    },
    {
      key: 'nextDue',
      title: '最近时限',
      isNumber: true,
      by: ({ nextDue }) => nextDue,
      cell: ({ nextDue }) => <Due due={nextDue} />,
    },
    {
      key: 'silent',
      title: '最久未动',
      isNumber: true,
      by: ({ silentSince }) => Date.now() - Date.parse(silentSince),
      cell: ({ silentSince }) => silentFor(silentSince),
    },
  ];
}

/** The highest level that one of them was sent up to. */
function highestOf({ atLevel }: ChainGroup): number {
  return Math.max(0, ...Object.entries(atLevel).flatMap(([level, n]) => (n === 0 ? [] : [Number(level)])));
}

function Highest({ row, by }: { readonly row: ChainGroup; readonly by: GroupedBy }) {
  const rungs = Object.values(useKinds().find(({ name }) => name === 'hazard')?.rungs ?? {});
  const level = highestOf(row);
  if (level === 0) return <span className="quiet">无</span>;
  return (
    <>
      {rungs.find((rung) => rung.level === level)?.label ?? `第${level.toString()}级`}{' '}
      <Counted
        n={(row.atLevel as Readonly<Record<number, number>>)[level] ?? 0}
        row={row}
        by={by}
        filter={{ open: true, level }}
        isLate={false}
      />
      件
    </>
  );
}

interface CountedProps {
  readonly n: number;
  readonly row: ChainGroup;
  readonly by: GroupedBy;
  readonly filter: ListFilter;
  readonly isLate: boolean;
}

/** A figure that leads to its matters, where a list is narrowed by whose they are. */
function Counted({ n, row: { key, name }, by, filter, isLate }: CountedProps) {
  const words = chineseNumber(n);
  if (n === 0) return <span className="quiet">{words}</span>;
  if (key === null) return <span className={isLate ? 'late' : ''}>{words}</span>;
  return (
    <Link
      className={isLate ? 'late' : ''}
      aria-label={`${words}件，${name ?? ''}`}
      to={listPath('hazards', { ...filter, [by === 'unit' ? 'holder' : by]: key })}
    >
      {words}
    </Link>
  );
}

/** How long nobody did anything, in words. */
function silentFor(since: string): string {
  return chineseLeft(since).replace(/^(超期|剩)/, '');
}

/** A holder is a person in a post; the others have a name. */
function Whose({ row: { key, name, person }, by }: { readonly row: ChainGroup; readonly by: GroupedBy }) {
  const township = useTownships().find(({ id }) => id === key)?.name;
  if (name === null) return '未定';
  if (by !== 'holder') return township ?? name;
  return (
    <>
      {person ?? <span className="late">空岗</span>}
      <div className="quiet">{name}</div>
    </>
  );
}
