import type { Item } from '../../client/answers.ts';
import { Grid, type Column } from '../../parts/grid.tsx';
import { Name } from '../../parts/name.tsx';
import { Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { choicesOf } from './words.ts';

type Sector = Item<'/v1/jurisdiction/matrix'>;

const KINDS = ['direct', 'comprehensive', 'territorial'] as const;

/** Which units supervise each sector today; the sectors that nobody supervises directly stand first. */
export function Matrix() {
  return (
    <Sheet title="监管职责矩阵（今日）">
      <Read path="/v1/jurisdiction/matrix">
        {({ items }) => {
          const gaps = items.filter(({ gap }) => gap).length;
          return (
            <>
              <p className={gaps === 0 ? 'well' : 'late'}>
                {gaps === 0
                  ? `${items.length.toString()}个行业领域都有直接监管单位。`
                  : `${gaps.toString()}个行业领域没有直接监管单位，由安委办承接。`}
              </p>
              <Grid
                caption="监管职责矩阵"
                columns={COLUMNS}
                rows={items.toSorted((a, b) => Number(b.gap) - Number(a.gap))}
                keyOf={({ sector }) => sector}
              />
            </>
          );
        }}
      </Read>
    </Sheet>
  );
}

const COLUMNS: readonly Column<Sector>[] = [
  { key: 'sector', title: '行业领域', by: ({ sector }) => sector, cell: ({ sector }) => sector },
  ...KINDS.map((kind) => ({
    key: kind,
    title: choicesOf('jurisdictions', 'kind')?.[kind] ?? kind,
    cell: (row: Sector) => (kind === 'direct' && row.gap ? <Gap /> : <Units ids={row[kind]} />),
  })),
];

function Gap() {
  return <strong className="late">空白，由安委办承接</strong>;
}

function Units({ ids }: { readonly ids: readonly string[] }) {
  if (ids.length === 0) return '—';
  return (
    <ul className="register-units">
      {ids.map((id) => (
        <li key={id}>
          <Name id={id} register="units" />
        </li>
      ))}
    </ul>
  );
}
