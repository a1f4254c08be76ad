import type { Day } from '../../workflows/kernel/instant.ts';
import type { MatterId, PersonId, PostId, UnitId } from '../../workflows/kernel/terms.ts';
import type { Queryable } from '../client.ts';
import { validOn } from '../valid-on.ts';

/** A post that someone is in on a day, with everyone who is. `unit` is 安委办's for posts above the units. */
export interface Stand {
  readonly post: PostId;
  readonly unit: UnitId;
  readonly people: readonly PersonId[];
}

/** An open matter in whose holder's post nobody is, why, and who comes next, first first; empty when all are away. */
export interface Lapsed {
  readonly id: MatterId;
  readonly kind: string;
  readonly version: number;
  readonly holder: PostId;
  /** `vacant`: the post has ended or nobody holds it that day; `leave`: everyone who holds it is on leave. */
  readonly cause: 'vacant' | 'leave';
  readonly next: readonly Stand[];
}

/** The posts that someone is in on a day: the post and the tenure stand, and the person is not on leave. */
export function presentPosts(sql: Queryable, day: Day) {
  return sql`
    select o.id, o.unit, o.rank, o.county_post, array_agg(t.person order by t.person) as people
    from posts o join tenures t on t.post = o.id and ${validOn(sql, day, 't')}
    where ${validOn(sql, day, 'o')} and not exists (select 1 from leaves l where ${awayOn(sql, day)})
    group by o.id`;
}

/**
 * The open matters whose holder lapses on a day, by id after `after`, at most `limit`. Who comes next: the deputy that
 * the leave names, if it is of the holder's own unit, the higher ranks of the holder's own unit, then the county's path from 安委办 upwards, never below
 * the holder's own place in it. One statement for all matters.
 */
export async function lapsedHolders(
  db: { readonly sql: Queryable },
  day: Day,
  after: string,
  limit: number,
): Promise<readonly Lapsed[]> {
  const { sql } = db;
  const rows = await sql<Lapsed[]>`
    with present as materialized (${presentPosts(sql, day)}),
    office as (select unit from posts where county_post = 'officeDesk'),
    place as (
      select o.id, case when o.county_post is null then 2 else array_position(${PATH}::text[], o.county_post) end as place
      from posts o where o.county_post = any(${PATH}) or (o.rank = 1 and o.unit = (select unit from office))
    ),
    lapsed as (
      select m.id, m.kind, m.version, m.holder_post as holder, h.unit, h.rank, coalesce(hp.place, 0) as place,
        case when exists (select 1 from tenures t where t.post = h.id and ${validOn(sql, day, 't')}
          and ${validOn(sql, day, 'h')}) then 'leave' else 'vacant' end as cause,
        (select l.deputy_post from tenures t join leaves l on ${awayOn(sql, day)} join posts d on d.id = l.deputy_post
          where t.post = h.id and ${validOn(sql, day, 't')} and d.unit = h.unit
          order by l.at desc limit 1) as deputy
      from matters m left join posts h on h.id = m.holder_post left join place hp on hp.id = h.id
      where m.open and m.holder_post is not null and m.id > ${after}
        and not exists (select 1 from present p where p.id = m.holder_post)
      order by m.id limit ${limit}
    )
    select l.id, l.kind, l.version, l.holder, l.cause, (
      select coalesce(jsonb_agg(jsonb_build_object('post', c.id, 'people', c.people,
          'unit', case when c.place is null or c.rank < 4 then c.unit else (select unit from office) end)
        order by c.step, case c.step when 2 then c.rank else c.place end, c.id), '[]')
      from (
        select p.*, pl.place, case when p.id = l.deputy then 1 when p.unit = l.unit and p.rank > l.rank then 2 else 3 end as step
        from present p left join place pl on pl.id = p.id
        where p.id = l.deputy or (p.unit = l.unit and p.rank > l.rank) or pl.place > l.place
      ) c
    ) as next
    from lapsed l order by l.id`;
  return [...rows];
}

/** The county's path by its posts' names; 安委办's other 经办人 stand second. */
const PATH = ['officeDesk', '', 'officeDirector', 'deputyHead', 'committeeHead', 'partySecretary'];

/** Whether leave `l` of the person of tenure `t` covers the day. */
function awayOn(sql: Queryable, day: Day) {
  return sql`l.person = t.person and l.cancelled_at is null and l.from_day <= ${day} and l.to_day >= ${day}`;
}
