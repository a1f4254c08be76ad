import type { Db } from '../../db/client.ts';
import { matter, type MatterDetail } from '../../db/queries/matter.ts';
import type { Scope } from '../../db/queries/scope.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Kind } from '../../workflows/kinds.ts';
import { problem } from '../problems/problem.ts';

/** The matter of this kind; absent, of another kind and outside the scope are the same 404, which tells nothing. */
export async function seenMatter(db: Db, kind: Kind, id: MatterId, scope: Scope): Promise<MatterDetail> {
  const found = await matter(db, id, scope);
  if (found === null || found.kind !== kind.rules.name)
    throw problem('NotFound', '没有这个事项，或不在您的查看范围内。');
  return found;
}
