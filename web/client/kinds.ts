import type { Item } from './answers.ts';
import { useRead } from './queries.ts';

/** A kind of loop as the API describes it: its words, its lifecycle, its ladder. */
export type KindFace = Item<'/v1/kinds'>;

/** Every kind there is. */
export function useKinds(): readonly KindFace[] {
  return useRead('/v1/kinds').data?.items ?? [];
}

/** The kind whose matters have this path, once it is known. */
export function useKind(path: string): KindFace | null {
  return useKinds().find((kind) => kind.path === path) ?? null;
}
