import type { PostId } from '../workflows/kernel/terms.ts';

/** The channel on which triggers tell what has changed: `db.sql.listen(CHANGES_CHANNEL, …)`. */
export const CHANGES_CHANNEL = 'bihuan_changes';

/** A matter has a new version, a post has a notice, or so much has changed that it is not told singly. */
export type Change =
  | { readonly what: 'matter'; readonly id: string; readonly kind: string; readonly version: number }
  | { readonly what: 'notice'; readonly post: PostId; readonly matterId: string | null }
  | { readonly what: 'all' };

interface Told {
  readonly m?: string | null;
  readonly k?: string;
  readonly v?: number;
  readonly p?: PostId;
}

/** What a notification says. */
export function readChange(payload: string): Change {
  const { m = null, k, v, p } = JSON.parse(payload) as Told;
  if (p !== undefined) return { what: 'notice', post: p, matterId: m };
  if (m === null || k === undefined || v === undefined) return { what: 'all' };
  return { what: 'matter', id: m, kind: k, version: v };
}
