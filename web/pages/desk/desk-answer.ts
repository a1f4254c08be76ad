import type { Answer } from '../../client/answers.ts';

export type DeskAnswer = Answer<'/v1/desk'>;

/** A matter with the path of its kind. */
export type DeskRow = DeskAnswer['held'][number];

/** A rung that waits for this post's decision. */
export type WaitingRung = DeskAnswer['proposals'][number];

/** A paper that waits for this post. */
export type WaitingPaper = DeskAnswer['documents'][number];
