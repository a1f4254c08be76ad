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

/**
 * What mostly carries a matter on from where it stands, the commonest first: what its kind says of the status. What has
 * its severity is not graded again.
 */
export function actsOn(
  kind: KindFace | null | undefined,
  { status, severity }: { readonly status: string; readonly severity: string | null },
): readonly string[] {
  const { next, also = [] } = kind?.statuses[status] ?? {};
  const acts = next === undefined ? also : [next, ...also];
  return severity === null ? acts : acts.filter((act) => act !== 'Grade');
}

/** What whoever holds a matter most likely does next; null where that depends on more than where it stands. */
export function nextAct(kind: KindFace | null | undefined, matter: Parameters<typeof actsOn>[1]): string | null {
  return kind?.statuses[matter.status]?.next === undefined ? null : (actsOn(kind, matter)[0] ?? null);
}
