import type { Answer, Item } from '../../client/answers.ts';

/** Whether the chain of responsibility holds, as it was last checked. */
export type ChainAnswer = Answer<'/v1/chain'>;

export type Break = ChainAnswer['breaks'][number];

export type AuditSum = NonNullable<ChainAnswer['audit']['full']>;

/** By whom the open matters are counted. */
export type GroupedBy = 'holder' | 'unit' | 'region';

/** The open matters of one holder, unit or township. Of a holder `name` is the post, `person` who is in it today. */
export type ChainGroup = Item<'/v1/chain/groups'>;
