import { useInfiniteQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { call } from '../../client/api.ts';
import type { KindFace } from '../../client/kinds.ts';
import { wordsOf } from '../../client/problem.ts';
import { chineseNumber } from '../../parts/chinese.ts';
import { Loading } from '../../parts/loading.tsx';
import { MatterLine } from '../../parts/matter-line.tsx';
import { MatterTable } from './matter-table.tsx';
import { useIsWide } from './wide.ts';

const LIMIT = 50;

/** The list, a page at a time; what was loaded is still there after a look at one of its matters. */
export function MatterPages({ kind, query }: { readonly kind: KindFace; readonly query: string }) {
  const base = `/v1/${kind.path}?limit=${LIMIT.toString()}${query === '' ? '' : `&${query}`}` as const;
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: [base, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call('GET', `${base}${pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const isWide = useIsWide();
  if (error !== null)
    return (
      <Alert
        type="error"
        showIcon
        title={wordsOf(error)}
        action={<Button onClick={() => void refetch()}>重试</Button>}
      />
    );
  if (data === undefined) return <Loading />;
  const rows = data.pages.flatMap(({ items }) => items);
  if (rows.length === 0) return <p className="sheet">没有符合条件的事项。请放宽筛选条件再试。</p>;
  return (
    <div className="sheet">
      {isWide ? (
        <MatterTable kind={kind} rows={rows} />
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <MatterLine key={row.id} path={kind.path} row={row} />
          ))}
        </ul>
      )}
      <div className="matters-more">
        <span className="quiet" role="status">
          已显示{chineseNumber(rows.length)}件{hasNextPage ? '' : '，没有更多'}
        </span>
        {hasNextPage ? (
          <Button size="large" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            更多
          </Button>
        ) : null}
      </div>
    </div>
  );
}
