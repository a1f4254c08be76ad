import type { MatterRow } from '../../client/matter.ts';

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
  /** What other posts of the unit hold, by next due. */
  readonly unit: readonly DeskRow[];
  readonly unitTotal: number;
  readonly proposals: readonly WaitingRung[];
  readonly documents: readonly WaitingPaper[];
  readonly sentUp: readonly DeskRow[];
  readonly unread: number;
}
