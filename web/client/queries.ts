import { QueryClient, skipToken, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Answer } from './answers.ts';
import { call } from './api.ts';
import { Problem } from './problem.ts';

/** What was read is read again when the stream says so, or on return to the page; a refusal is not asked for again. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // Without a network a page says so and what is kept is shown; it is asked again once there is one.
      networkMode: 'always',
      refetchOnReconnect: true,
      retry: (count, error) =>
        count < 2 && navigator.onLine && !(error instanceof Problem && error.status >= 400 && error.status < 500),
    },
  },
});

/** What a path of the API answers; the key is the path, so that the stream can name what has changed. */
export function useRead<Path extends string>(path: Path | null): UseQueryResult<Answer<Path>> {
  return useQuery({
    queryKey: [path],
    queryFn: path === null ? skipToken : ({ signal }) => call('GET', path, { signal }),
  });
}

/** Has everything below these paths read again where it is shown. */
export async function changed(...paths: readonly string[]): Promise<void> {
  await queries.invalidateQueries({
    predicate: ({ queryKey: [path] }) => typeof path === 'string' && paths.some((begin) => path.startsWith(begin)),
  });
}
