import type { Instant } from '../kernel/instant.ts';
import type { Clock } from '../kernel/ladder.ts';
import type { PersonId, PostId } from '../kernel/terms.ts';

/** 虚假销号, 瞒报, 在办期间发生事故, 重大隐患不作为 (安全生产法 90(四)): each proposes L7 at once. */
export const GROUNDS = ['falsifiedCloseout', 'concealment', 'accident', 'inaction'] as const;
export type GroundKind = (typeof GROUNDS)[number];

/** The rungs of supervision in order; `level` is the ordinal, 1–7. */
export const RUNGS = ['warn', 'urge', 'supervise', 'list', 'talk', 'circulate', 'refer'] as const;
export type Rung = (typeof RUNGS)[number];

/** A rung that fired, as `firedKey` names it; withdrawn when a command received in time shows it unfounded. */
export interface Fired {
  readonly key: string;
  readonly rowId: string;
  readonly rung: string;
  readonly clock: Clock;
  readonly version: number;
  readonly dueAt: Instant;
  readonly firedAt: Instant;
  readonly withdrawnAt: Instant | null;
  /** Whom it reached and on what it rests; not recorded under rules 1. */
  readonly told?: readonly PostId[];
  readonly basis?: string;
  readonly verified?: boolean;
}

/** An act of supervision that was done: given by the system (L1–L2) or issued by a named person (L3 up). */
export interface DoneAct {
  readonly key: string;
  readonly rung: string;
  readonly clock: Clock;
  readonly doneAt: Instant;
  readonly issuedBy: PersonId | null;
  readonly document: string | null;
  readonly replyDue: Instant | null;
  readonly repliedAt: Instant | null;
  readonly withdrawnAt: Instant | null;
  readonly told?: readonly PostId[];
  readonly basis?: string;
  readonly verified?: boolean;
}

/** An act that waits for a named person; silence passes it on by rank, L7 only reminds. */
export interface Proposal {
  readonly key: string;
  readonly rowId: string;
  readonly rung: Rung;
  readonly clock: Clock;
  readonly dueAt: Instant;
  readonly firedAt: Instant;
  /** Who may issue it, lowest first; `at` is whose turn it is. */
  readonly confirmers: readonly PostId[];
  readonly at: number;
  readonly until: Instant;
  readonly reminders: number;
}

/** A decision of a named person that an act is not issued; does not lower the level already done. */
export interface Declined {
  readonly key: string;
  readonly rung: string;
  readonly clock: Clock;
  readonly by: PersonId;
  readonly at: Instant;
  readonly reason: string;
}

/** A reason for L7 at once. */
export interface Ground {
  readonly kind: GroundKind;
  readonly at: Instant;
  readonly by: PersonId;
  readonly note: string;
  readonly evidence: readonly string[];
}
