import type { Item } from '../../client/answers.ts';

/** The template in force of one kind of document. */
export type Template = Item<'/v1/registers/templates'>;
