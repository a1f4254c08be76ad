import type { Db } from '../../db/client.ts';
import { dayOf, type Day } from '../../workflows/kernel/instant.ts';
import type { Evidence } from '../evidence.ts';
import type { NameOf } from '../story/words.ts';

/** The names behind the ids that occur, as the registers have them for the time of the matter: nothing else of anybody. */
export interface CarriedNames {
  /** The days of the first and the last event. */
  readonly from: Day;
  readonly to: Day;
  readonly units: readonly { readonly id: string; readonly name: string; readonly shortName: string }[];
  readonly posts: readonly CarriedPost[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

/** A post, and who held it while the matter went on. */
interface CarriedPost {
  readonly id: string;
  readonly unit: string;
  readonly title: string;
  readonly held: readonly { readonly person: string; readonly from: Day; readonly to: Day | null }[];
}

/** Reads the names of all units, posts and people that occur in a matter's ledger, and of who held those posts then. */
export async function namesIn(db: Db, { ledger }: Evidence): Promise<CarriedNames | null> {
  const [first] = ledger;
  const last = ledger.at(-1);
  if (first === undefined || last === undefined) return null;
  const [from, to] = [dayOf(first.at), dayOf(last.heardAt)];
  const ids = [...new Set(ledger.flatMap(({ actor, data }) => textsIn([actor, data])))];
  const posts = await db.sql<CarriedPost[]>`
    select p.id, p.unit, p.title, coalesce((
      select jsonb_agg(jsonb_build_object('person', t.person, 'from', t.valid_from, 'to', t.valid_to)
        order by t.valid_from, t.person)
      from tenures t where t.post = p.id and t.valid_from <= ${to} and (t.valid_to is null or t.valid_to >= ${from})),
      '[]') as held
    from posts p where p.id = any(${ids}) order by p.id`;
  const known = [...ids, ...posts.flatMap(({ unit, held }) => [unit, ...held.map(({ person }) => person)])];
  const units = await db.sql<CarriedNames['units'][number][]>`
    select id, name, short_name as "shortName" from units where id = any(${known}) order by id`;
  const people = await db.sql<CarriedNames['people'][number][]>`
    select id, name from people where id = any(${known}) order by id`;
  return { from, to, units: [...units], posts: [...posts], people: [...people] };
}

/** The names as the story wants them; an id that none knows stands for itself. */
export function nameFrom(names: CarriedNames | null): NameOf {
  const all = new Map<string, string>();
  for (const { id, shortName } of names?.units ?? []) all.set(id, shortName);
  for (const { id, title } of names?.posts ?? []) all.set(id, title);
  for (const { id, name } of names?.people ?? []) all.set(id, name);
  return (id) => all.get(id) ?? id;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...textsIn(item)]);
}
