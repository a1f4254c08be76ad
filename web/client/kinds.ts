import type { Schema } from '../forms/schema.ts';
import { useRead } from './queries.ts';

interface Words {
  readonly label: string;
  readonly open?: boolean;
}

/** A kind of loop as the API describes it: its words, its lifecycle, its ladder. */
export interface KindFace {
  readonly name: string;
  readonly path: string;
  readonly title: string;
  /** `schema`: the body of the opening command; null where only the system opens. */
  readonly opening: { readonly command: string; readonly by: readonly string[]; readonly schema?: Schema | null };
  readonly statuses: Readonly<Record<string, Words>>;
  readonly commands: Readonly<Record<string, string>>;
  readonly events: Readonly<Record<string, string>>;
  readonly rungs: Readonly<Record<string, { readonly level: number; readonly label: string }>>;
  /** What people read for the periods and numbers of its policies; numbers that the API has no words for are absent. */
  readonly periods: Readonly<Record<string, string>>;
  readonly figures: Readonly<Record<string, { readonly label: string; readonly unit: string }>>;
  readonly lifecycle: readonly { readonly command: string; readonly statuses: readonly string[] | 'opening' }[];
}

/** Every kind there is. */
export function useKinds(): readonly KindFace[] {
  return useRead<{ readonly items: readonly KindFace[] }>('/v1/kinds').data?.items ?? [];
}

/** The kind whose matters have this path, once it is known. */
export function useKind(path: string): KindFace | null {
  return useKinds().find((kind) => kind.path === path) ?? null;
}
