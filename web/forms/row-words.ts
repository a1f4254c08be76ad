import { createContext, type ReactNode } from 'react';
import type { Schema } from './schema.ts';

/** What the items of the matter say, by their ids: people read the words, and fill in the rest of a row or choose. */
export const RowWords = createContext<ReadonlyMap<string, ReactNode> | null>(null);

/** The part of a row that says what it is about, as an item of the matter; null where rows are about nothing given. */
export function aboutOf({ required = [] }: Schema): 'id' | 'subject' | null {
  return (['id', 'subject'] as const).find((name) => required.includes(name)) ?? null;
}
