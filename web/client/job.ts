import { skipToken, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Answer } from './answers.ts';
import { call } from './api.ts';

/** What a job of the system says of itself while it works. */
export interface Running {
  readonly status?: string;
  readonly finishedAt?: string | null;
}

const EVERY_MS = 1_000;

/** What stands at the address of a job, read again every second until the job has ended. */
export function useJob<Path extends string>(path: Path | null): UseQueryResult<Answer<Path>> {
  return useQuery({
    queryKey: [path, 'job'],
    queryFn: path === null ? skipToken : ({ signal }) => call('GET', path, { signal }),
    refetchInterval: ({ state: { data } }) => (isRunning(data as Running | undefined) ? EVERY_MS : false),
  });
}

/** Whether a job is still at work: by its status, or where it has none by when it ended. */
export function isRunning(job: Running | undefined): boolean {
  if (job === undefined) return true;
  return job.status === undefined ? job.finishedAt === null : job.status === 'running';
}
