import { useInfiniteQuery } from '@tanstack/react-query';
import { Alert, Button, Empty } from 'antd';
import type { ReactNode } from 'react';
import type { Item } from '../client/answers.ts';
import { call } from '../client/api.ts';
import { wordsOf } from '../client/problem.ts';
import { Loading } from './loading.tsx';
import './pages.css';

const LIMIT = 50;

interface PagesProps<Path extends string> {
  /** A list of the API with what narrows it, but for `limit` and `cursor`. */
  readonly path: Path;
  /** What is said where nothing is in it. */
  readonly none: string;
  readonly children: (rows: readonly Item<Path>[]) => ReactNode;
}

interface OnePage<Row> {
  readonly items: readonly Row[];
  readonly next: string | null;
}

/** A list of the API, as far as it was asked for; the next page comes below. */
export function Pages<Path extends string>({ path, none, children }: PagesProps<Path>) {
  const base = `${path}${path.includes('?') ? '&' : '?'}limit=${LIMIT.toString()}`;
  const pages = useInfiniteQuery({
    queryKey: [base, 'pages'],
    queryFn: async ({ pageParam, signal }) =>
      (await call('GET', pageParam === '' ? base : `${base}&cursor=${encodeURIComponent(pageParam)}`, {
        signal,
      })) as OnePage<Item<Path>>,
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  if (pages.error !== null) return <Alert type="error" showIcon title={wordsOf(pages.error)} />;
  if (pages.data === undefined) return <Loading />;
  const rows = pages.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0) return <Empty description={none} />;
  return (
    <>
      {children(rows)}
      {pages.hasNextPage ? (
        <Button
          className="pages-more"
          size="large"
          loading={pages.isFetchingNextPage}
          onClick={() => {
            void pages.fetchNextPage();
          }}
        >
          再看{LIMIT}条
        </Button>
      ) : null}
    </>
  );
}
