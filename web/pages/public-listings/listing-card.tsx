import type { Item } from '../../client/answers.ts';
import { chineseDay } from '../../parts/chinese.ts';

/** A listed hazard as everybody may read it. */
export type Listing = Item<'/v1/public/listings'>;

/** One listed hazard: whose it is, since when it is listed, and what came of it. */
export function ListingCard({ listing }: { readonly listing: Listing }) {
  const { number, unit, township, sector, clause, levelLabel, listedAt } = listing;
  return (
    <li className="sheet public-one">
      <h2>{unit ?? '—'}</h2>
      <Outcome listing={listing} />
      <dl>
        <Fact name="编号" words={number} />
        <Fact name="所在乡镇（街道）" words={township ?? '—'} />
        <Fact name="行业领域" words={sector ?? '—'} />
        <Fact name="挂牌级别" words={levelLabel} />
        <Fact name="挂牌日期" words={chineseDay(listedAt)} />
        <Fact name="整改期限" words={dueWords(listing)} />
        <Fact name="判定依据" words={clause === null ? '—' : `《${clause.standard}》${clause.clause}`} isLong />
      </dl>
    </li>
  );
}

function Outcome({ listing: { delistedAt, statusLabel } }: { readonly listing: Listing }) {
  return delistedAt === null ? (
    <p className="public-outcome soon">
      正在挂牌督办 <span className="quiet">当前：{statusLabel}</span>
    </p>
  ) : (
    <p className="public-outcome well">
      已于{chineseDay(delistedAt)}解除挂牌 <span className="quiet">当前：{statusLabel}</span>
    </p>
  );
}

function dueWords({ due, stayed }: Listing): string {
  if (stayed) return '经批准中止计时';
  return due === null ? '尚未确定' : `${lastDay(due)}止`;
}

/** A deadline ends at midnight: the day that people know it by is the one before. */
function lastDay(due: string): string {
  return chineseDay(new Date(Date.parse(due) - 1).toISOString());
}

function Fact({
  name,
  words,
  isLong = false,
}: {
  readonly name: string;
  readonly words: string;
  readonly isLong?: boolean;
}) {
  return (
    <div className={isLong ? 'public-long' : undefined}>
      <dt className="quiet">{name}</dt>
      <dd className="number">{words}</dd>
    </div>
  );
}
