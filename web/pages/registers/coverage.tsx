import { Link } from 'react-router';
import type { Answer } from '../../client/answers.ts';
import { useMay } from '../../client/may.ts';
import { Grid, type Column } from '../../parts/grid.tsx';
import { Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { choicesOf } from './words.ts';

type Chain = Answer<'/v1/responsibility'>;
type Township = Chain['byTownship'][number];
type Sector = Chain['bySector'][number];
type Covered = Pick<Chain, 'enterprises' | 'covered' | 'rate'>;

/** Who sees how far the chain of responsibility reaches. */
const SEEING = [
  'leader',
  'office',
  'auditor',
  'supervisor',
  'admin',
  'regulator',
  'department',
  'township',
  'enterprise',
];

/** Why one of the three is missing. */
const WHY: Readonly<Record<string, string>> = { none: '未登记', ended: '已到期', vacant: '已离任' };

/** How many enterprises have all three people, by township and sector, and which have not. */
export function ChainCoverage() {
  if (!useMay(SEEING)) return null;
  return (
    <Sheet title="责任链覆盖（今日）">
      <Read path="/v1/responsibility">
        {(chain) => (
          <>
            <p className={chain.covered === chain.enterprises ? 'well' : 'late'}>
              {chain.enterprises}家企业中，{chain.covered}家的三类责任人齐全（{percent(chain)}）。
            </p>
            <Gaps gaps={chain.gaps.items} hasMore={chain.gaps.next !== null} />
            <details className="more">
              <summary>按乡镇、行业领域看覆盖率</summary>
              <Grid
                caption="按乡镇（街道）"
                columns={columnsOf<Township>('乡镇（街道）', ({ name }) => name ?? '未定')}
                rows={chain.byTownship}
                keyOf={({ region }) => region ?? ''}
              />
              <Grid
                caption="按行业领域"
                columns={columnsOf<Sector>('行业领域', ({ sector }) => sector)}
                rows={chain.bySector}
                keyOf={({ sector }) => sector}
              />
            </details>
          </>
        )}
      </Read>
    </Sheet>
  );
}

function Gaps({ gaps, hasMore }: { readonly gaps: Chain['gaps']['items']; readonly hasMore: boolean }) {
  const duties = choicesOf('responsibilities', 'duty') ?? {};
  return (
    <>
      <ul className="register-gaps">
        {gaps.map(({ enterprise, name, missing }) => (
          <li key={enterprise}>
            <Link to={`/registers/enterprises/${encodeURIComponent(enterprise)}`}>{name}</Link>
            <span className="late">
              {missing.map(({ duty, why }) => `${duties[duty] ?? duty}${WHY[why] ?? why}`).join('、')}
            </span>
          </li>
        ))}
      </ul>
      {hasMore ? <p className="quiet">只列出前{gaps.length}家。</p> : null}
    </>
  );
}

function columnsOf<Row extends Covered>(title: string, nameOf: (row: Row) => string): readonly Column<Row>[] {
  return [
    { key: 'name', title, by: nameOf, cell: nameOf },
    { key: 'all', title: '企业', isNumber: true, by: ({ enterprises }) => enterprises, cell: (row) => row.enterprises },
    { key: 'covered', title: '齐全', isNumber: true, by: ({ covered }) => covered, cell: ({ covered }) => covered },
    { key: 'rate', title: '覆盖率', isNumber: true, by: ({ rate }) => rate, cell: percent },
  ];
}

function percent({ rate }: Covered): string {
  return rate === null ? '—' : `${rate.toString()}%`;
}
