import { useInfiniteQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { call } from '../../client/api.ts';
import { wordsOf } from '../../client/problem.ts';
import { chineseDay, chineseNumber } from '../../parts/chinese.ts';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ListingCard } from './listing-card.tsx';
import './public-listings.css';

/** 挂牌督办公示: the listed major hazards and their outcome, for whoever comes, without a name; made to be printed too. */
export function PublicListings() {
  return (
    <div className="public">
      <header className="public-bar">闭环 · 重大事故隐患公示</header>
      <main className="public-page">
        <Page
          title="重大事故隐患挂牌督办公示"
          about={`截至${chineseDay(new Date().toISOString())}。公示挂牌督办的重大事故隐患及其办理结果。`}
          actions={
            <Button
              size="large"
              className="public-print"
              onClick={() => {
                print();
              }}
            >
              打印
            </Button>
          }
        >
          <Listings />
        </Page>
        <p className="quiet">发现事故隐患或者安全生产违法行为，可拨打12350举报。</p>
      </main>
    </div>
  );
}

function Listings() {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['/v1/public/listings', 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call(
        'GET',
        `/v1/public/listings?limit=100${pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`}`,
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  if (error !== null) return <Alert type="error" showIcon title={wordsOf(error)} />;
  if (data === undefined) return <Loading />;
  const listings = data.pages.flatMap(({ items }) => items);
  if (listings.length === 0) return <p className="sheet">目前没有挂牌督办的重大事故隐患。</p>;
  const ended = listings.filter(({ delistedAt }) => delistedAt !== null).length;
  return (
    <>
      <p>
        {hasNextPage ? '已显示' : '共'}
        {chineseNumber(listings.length)}件，正在挂牌{chineseNumber(listings.length - ended)}件，已解除挂牌
        {chineseNumber(ended)}件。
      </p>
      <ul className="public-list">
        {listings.map((listing) => (
          <ListingCard key={`${listing.number}.${listing.listedAt}`} listing={listing} />
        ))}
      </ul>
      {hasNextPage ? (
        <Button size="large" block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          更多
        </Button>
      ) : null}
    </>
  );
}
