import type { Db } from '../../db/client.ts';
import { dayOf, instantOf, type Day } from '../../workflows/kernel/instant.ts';
import type { NameOf } from './words.ts';

/** Who holds a post, from when to when. */
interface Held {
  readonly post: string;
  readonly name: string;
  readonly from: Day;
  readonly to: Day | null;
}

/**
 * Names of units, posts and people by the registers; an id that none knows stands for itself. For a moment a post also
 * names who held it then, marked where somebody else does now.
 */
export async function namesFrom(db: Db): Promise<NameOf> {
  const rows = await db.sql<{ id: string; name: string }[]>`
    select id, short_name as name from units union all select id, title from posts union all select id, name from people`;
  const tenures = await db.sql<Held[]>`
    select t.post, p.name, t.valid_from as "from", t.valid_to as "to" from tenures t join people p on p.id = t.person
    order by t.post, t.valid_from, p.id`;
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const held = new Map<string, Held[]>();
  for (const one of tenures) held.set(one.post, [...(held.get(one.post) ?? []), one]);
  const today = dayOf(instantOf(Date.now()));
  return (id, at) => {
    const name = names.get(id) ?? id;
    return at === undefined ? name : [name, holdersOf(held.get(id) ?? [], dayOf(at), today)].join('');
  };
}

function holdersOf(held: readonly Held[], day: Day, today: Day): string {
  const on = (that: Day) => held.filter(({ from, to }) => from <= that && (to === null || that <= to));
  const then = on(day).map(({ name }) => name);
  if (then.length === 0) return '';
  const isStill = on(today).map(({ name }) => name).join() === then.join(); // prettier-ignore
  return ` ${then.join('、')}${isStill ? '' : '（时任）'}`;
}
