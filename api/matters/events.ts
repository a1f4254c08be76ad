import type { ChainedEvent } from '../../db/chain.ts';
import type { Db } from '../../db/client.ts';
import { isOutside, seesAll } from '../../db/queries/scope.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import type { Kind } from '../../workflows/kinds.ts';
import { actorOutside, isKeptOutside } from '../access/fields.ts';
import { hiddenIn, isTip, masked, names } from '../access/naming.ts';
import { scopeOf } from '../../db/queries/scope-of.ts';

type Body = Readonly<Record<string, unknown>>;

/**
 * The ledger as its reader gets it. What the kind withholds from the reader's relations, what is not for readers outside,
 * and what names a matter that the reader does not see is only said to be there; how the matter began is always told,
 * without the names.
 */
export async function presentEvents(
  db: Db,
  kind: Kind,
  events: readonly ChainedEvent[],
  state: unknown,
  reader: Actor,
): Promise<readonly Body[]> {
  const scope = scopeOf(reader);
  const outside = isOutside(scope);
  const relations = kind.face.relations(state, reader);
  const hidden = await hiddenIn(
    db,
    events.map(({ data }) => data),
    scope,
  );
  return events.map((event) => {
    const said = outside ? { ...event, actor: actorOutside(event.actor, reader) } : { ...event };
    const isKept =
      kind.face.withholds(event.type, relations) ||
      (outside && isKeptOutside(kind, event, reader)) ||
      (event.seq > 1 && names(event.data, hidden));
    if (isKept) return { ...said, data: null, withheld: true };
    const isHidden = (word: string): boolean => hidden.has(word) || (!seesAll(scope) && isTip(word));
    return names(event.data, hidden) || !seesAll(scope)
      ? { ...said, data: withoutConfirmers(masked(event.data, isHidden), outside) }
      : said;
  });
}

/** Whether the reader may read the record as it is, with nothing kept and nothing masked. */
export async function readsAll(
  db: Db,
  kind: Kind,
  events: readonly ChainedEvent[],
  state: unknown,
  reader: Actor,
): Promise<boolean> {
  if (isOutside(scopeOf(reader))) return false;
  const relations = kind.face.relations(state, reader);
  if (Object.keys(kind.face.events).some((type) => kind.face.withholds(type, relations))) return false;
  const data = events.map((event) => event.data);
  return !names(data, await hiddenIn(db, data, scopeOf(reader)));
}

/** Who is to confirm something within the administration is nobody's outside. */
function withoutConfirmers(data: unknown, outside: boolean): unknown {
  if (!outside || typeof data !== 'object' || data === null || !('confirmers' in data)) return data;
  return { ...data, confirmers: [] };
}
