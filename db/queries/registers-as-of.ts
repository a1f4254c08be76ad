import { dayOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { PersonId, PostId, UnitId } from '../../workflows/kernel/terms.ts';
import type { Queryable } from '../client.ts';
import { validOn } from '../valid-on.ts';

/** A unit as the register said then; address, code and sector are null of what is no enterprise. */
export interface UnitThen {
  readonly id: UnitId;
  readonly name: string;
  readonly shortName: string;
  readonly address: string | null;
  readonly creditCode: string | null;
  readonly sector: string | null;
  /** 主体责任人 of an enterprise, else whoever was in its post of rank 3. */
  readonly head: PersonId | null;
  readonly headPost: PostId | null;
}

export interface PostThen {
  readonly id: PostId;
  readonly unit: UnitId;
  readonly title: string;
  /** Who was in it that day; the first of several. */
  readonly person: PersonId | null;
}

/** A person as the register said then; a certificate only if it was valid that day. */
export interface PersonThen {
  readonly id: PersonId;
  readonly name: string;
  readonly phone: string | null;
  readonly certificate: string | null;
  /** The post that they were in that day; the lowest id of several. */
  readonly post: PostId | null;
}

/** What the registers said of some ids at a moment. */
export interface RegistersThen {
  readonly units: readonly UnitThen[];
  readonly posts: readonly PostThen[];
  readonly people: readonly PersonThen[];
}

/**
 * What the registers said at `at` of every unit, post and person among these words, and of those that go with them: the
 * unit of a post, the post of a person, the head of an enterprise. Later changes of names are undone by the kept versions.
 */
export async function registersAsOf(
  db: { readonly sql: Queryable },
  words: readonly string[],
  at: Instant,
): Promise<RegistersThen> {
  const named = [...new Set(words)];
  const day = dayOf(at);
  const near = await db.sql<{ id: string }[]>`
    select unit as id from posts where id = any(${named})
    union select person from tenures t where post = any(${named}) and ${validOn(db.sql, day, 't')}
    union select post from tenures t where person = any(${named}) and ${validOn(db.sql, day, 't')}
    union select person from responsibilities t where enterprise = any(${named}) and duty = 'responsible' and ${validOn(db.sql, day, 't')}
    union select t.person from tenures t join posts o on o.id = t.post
      where o.unit = any(${named}) and o.rank = 3 and ${validOn(db.sql, day, 't')}`;
  const first = [...new Set([...named, ...near.map(({ id }) => id)])];
  const posts = await postsThen(db.sql, first, at);
  const people = await peopleThen(db.sql, first, at);
  // The posts of people who were found on the way, and the units of all posts.
  const further = await postsThen(
    db.sql,
    people.flatMap(({ post }) => post ?? []),
    at,
  );
  const known = [...posts, ...further.filter(({ id }) => !posts.some((post) => post.id === id))];
  const units = await unitsThen(db.sql, [...first, ...known.map(({ unit }) => unit)], at);
  return { units, posts: known, people };
}

async function unitsThen(sql: Queryable, ids: readonly string[], at: Instant): Promise<UnitThen[]> {
  const day = dayOf(at);
  return [
    ...(await sql<UnitThen[]>`
      select u.id, coalesce(uv.before ->> 'name', u.name) as name, coalesce(uv.before ->> 'shortName', u.short_name) as "shortName",
        case when ev.before is null then e.address else ev.before ->> 'address' end as address,
        case when ev.before is null then e.credit_code else ev.before ->> 'creditCode' end as "creditCode",
        coalesce(ev.before ->> 'sector', e.sector) as sector,
        coalesce((select person from responsibilities t
          where enterprise = u.id and duty = 'responsible' and ${validOn(sql, day, 't')} order by person limit 1), led.person) as head,
        led.post as "headPost"
      from units u left join enterprises e on e.unit = u.id
        ${versionAfter(sql, 'units', sql`uv`, sql`u.id`, at)} ${versionAfter(sql, 'enterprises', sql`ev`, sql`u.id`, at)}
        left join lateral (select o.id as post, t.person from posts o left join tenures t on t.post = o.id and ${validOn(sql, day, 't')}
          where o.unit = u.id and o.rank = 3 order by o.id, t.person limit 1) led on true
      where u.id = any(${[...ids]})`),
  ];
}

async function postsThen(sql: Queryable, ids: readonly string[], at: Instant): Promise<PostThen[]> {
  return [
    ...(await sql<PostThen[]>`
      select o.id, o.unit, coalesce(v.before ->> 'title', o.title) as title,
        (select person from tenures t where post = o.id and ${validOn(sql, dayOf(at), 't')} order by person limit 1) as person
      from posts o ${versionAfter(sql, 'posts', sql`v`, sql`o.id`, at)}
      where o.id = any(${[...ids]})`),
  ];
}

async function peopleThen(sql: Queryable, ids: readonly string[], at: Instant): Promise<PersonThen[]> {
  const day = dayOf(at);
  return [
    ...(await sql<PersonThen[]>`
      select p.id, p.name, p.phone,
        case when p."from" <= ${day} and (p."to" is null or p."to" >= ${day}) then p.certificate end as certificate,
        (select post from tenures t where person = p.id and ${validOn(sql, day, 't')} order by post limit 1) as post
      from (
        select p.id, coalesce(v.before ->> 'name', p.name) as name,
          case when v.before is null then p.phone else v.before ->> 'phone' end as phone,
          case when v.before is null then p.certificate else v.before ->> 'certificate' end as certificate,
          case when v.before is null then p.certificate_from else (v.before ->> 'certificateFrom')::date end as "from",
          case when v.before is null then p.certificate_to else (v.before ->> 'certificateTo')::date end as "to"
        from people p ${versionAfter(sql, 'people', sql`v`, sql`p.id`, at)}
        where p.id = any(${[...ids]})) p`),
  ];
}

/** What an entry was before the first change after a moment; nothing where it has not changed since, or was not there. */
function versionAfter(
  sql: Queryable,
  register: string,
  alias: ReturnType<Queryable>,
  id: ReturnType<Queryable>,
  at: Instant,
) {
  return sql`left join lateral (
    select nullif(v.before, 'null'::jsonb) as before from register_versions v
    where v.register = ${register} and v.id = ${id} and v.at > ${at} order by v.ord limit 1) ${alias} on true`;
}
