import { createContext } from 'react';

/** What the rows of a list are about, by the `id` that each hands in: then people read the words and fill in the rest. */
export const RowWords = createContext<ReadonlyMap<string, string> | null>(null);
