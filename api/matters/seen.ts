import type { Db } from '../../db/client.ts';
import { matter, type MatterDetail } from '../../db/queries/matter.ts';
import { eventsOf } from '../../db/queries/events.ts';
import type { Scope } from '../../db/queries/scope.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Kind } from '../../workflows/kinds.ts';
import { scopeOf } from '../../db/queries/scope-of.ts';
import { problem } from '../problems/problem.ts';
import { readsAll } from './events.ts';

/** The matter of this kind; absent, of another kind and outside the scope are the same 404, which tells nothing. */
export async function seenMatter(db: Db, kind: Kind, id: MatterId, scope: Scope): Promise<MatterDetail> {
  const found = await matter(db, id, scope);
  if (found === null || found.kind !== kind.rules.name)
    throw problem('NotFound', '没有这个事项，或不在您的查看范围内。');
  return found;
}

/**
 * The matter of this kind, for whoever reads its record as it is: 404 outside the reader's scope, 403 where something of
 * it is kept from them.
 */
export async function wholeMatter(db: Db, kind: Kind, id: MatterId, reader: Actor): Promise<MatterDetail> {
  const found = await seenMatter(db, kind, id, scopeOf(reader));
  if (!(await readsAll(db, kind, await eventsOf(db, found.id), found.state, reader)))
    throw problem('Forbidden', '完整记录包含不对您公开的内容。');
  return found;
}
