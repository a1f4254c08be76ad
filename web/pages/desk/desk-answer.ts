import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { call } from '../../client/api.ts';
import { nextDue, type MatterRow } from '../../client/matter.ts';
import { Problem } from '../../client/problem.ts';

/** A matter with the path of its kind. */
export type DeskRow = MatterRow & { readonly path: string };

/** A rung that waits for this post's decision. */
export interface WaitingRung {
  readonly matter: DeskRow;
  readonly rung: string;
  readonly clock: 'T' | 'S';
  readonly dueAt: string;
  readonly until: string | null;
}

/** A paper that waits for this post. */
export interface WaitingPaper {
  readonly id: string;
  readonly title: string;
  readonly needs: 'sign' | 'issue' | 'serve';
  readonly matter: DeskRow;
}

export interface DeskAnswer {
  /** By next due. */
  readonly held: readonly DeskRow[];
  readonly heldTotal: number;
  readonly proposals: readonly WaitingRung[];
  readonly documents: readonly WaitingPaper[];
  readonly sentUp: readonly DeskRow[];
  readonly unread: number;
}

/** What lies before this post. */
export function useDesk(post: string): UseQueryResult<DeskAnswer> {
  return useQuery({
    queryKey: ['/v1/desk', post],
    queryFn: ({ signal }) =>
      call<DeskAnswer>('GET', '/v1/desk', { signal }).catch(async (error: unknown) => {
        if (error instanceof Problem && error.status === 404) return await heldOnly(post, signal);
        throw error;
      }),
  });
}

/** A system that has no desk yet still says what is held. */
async function heldOnly(post: string, signal: AbortSignal): Promise<DeskAnswer> {
  const path = `/v1/hazards?open=true&limit=200&holder=${post}`;
  const { items } = await call<{ items: readonly MatterRow[] }>('GET', path, { signal });
  const held = items
    .map((row) => ({ ...row, path: 'hazards' }))
    .sort((one, other) => (nextDue(one) ?? '9').localeCompare(nextDue(other) ?? '9'));
  return { held, heldTotal: held.length, proposals: [], documents: [], sentUp: [], unread: 0 };
}
