import { useSearchParams } from 'react-router';
import { useSectors, useTownships } from '../../client/places.ts';
import { queryOf } from '../../parts/list-path.ts';
import { Pick } from '../../parts/pick.tsx';
import { PickDay } from '../../parts/pick-day.tsx';
import { wholeYear } from './span.ts';
import type { Span } from './year-answer.ts';

const YEARS_BACK = 5;

/** Chooses what is counted; the choice stands in the address. */
export function Choose({ span }: { readonly span: Span }) {
  const [, setSearch] = useSearchParams();
  const [townships, sectors] = [useTownships(), useSectors()];
  const set = (part: Partial<Span>): void => {
    setSearch(queryOf({ ...span, ...part }), { replace: true, preventScrollReset: true });
  };
  const now = new Date().getFullYear();
  const years = Array.from({ length: YEARS_BACK + 1 }, (_, back) => (now - back).toString());
  return (
    <search className="sheet filters">
      <Pick
        label="年度"
        value={wholeYear(span)}
        none="自定"
        options={years.map((year) => ({ value: year, label: `${year}年` }))}
        onPick={(year) => {
          if (year !== '') set({ from: `${year}-01-01`, to: `${year}-12-31` });
        }}
      />
      <PickDay
        label="发现日期自"
        value={span.from}
        onPick={(from) => {
          set({ from });
        }}
      />
      <PickDay
        label="发现日期至"
        value={span.to}
        onPick={(to) => {
          set({ to });
        }}
      />
      <Pick
        label="乡镇（街道）"
        value={span.region}
        options={townships.map(({ id, name }) => ({ value: id, label: name }))}
        onPick={(region) => {
          set({ region });
        }}
      />
      <Pick
        label="行业领域"
        value={span.sector}
        options={sectors.map((sector) => ({ value: sector, label: sector }))}
        onPick={(sector) => {
          set({ sector });
        }}
      />
    </search>
  );
}
