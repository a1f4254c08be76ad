import type { Known, KnownClause, KnownMatter, KnownPerson } from '../workflows/kernel/command.ts';
import { dayOf, type Instant } from '../workflows/kernel/instant.ts';
import type { Chain, ClauseId, MatterId, PersonId, PostId, UnitId } from '../workflows/kernel/terms.ts';
import type { Db } from './client.ts';
import { UnknownReference, type ReferenceKind } from './errors.ts';
import { validOn } from './valid-on.ts';

/** The ids that a body names, by what they should be. */
export interface References {
  readonly units: readonly string[];
  readonly people: readonly string[];
  readonly posts?: readonly string[];
  readonly evidence?: readonly string[];
  readonly clauses?: readonly string[];
  readonly matters?: readonly string[];
}

/**
 * What the registers say at `at` of the units, people, clauses and matters that a body names; of people also whom they
 * stand in for, as the deputy that a leave of that day names, and all their posts when there are several. Throws
 * `UnknownReference` for the first id (also of a post or a piece of evidence) that they do not know at that time.
 */
export async function knownFor(db: Db, refs: References, at: Instant): Promise<Known> {
  const day = dayOf(at);
  const [row] = await db.sql<KnownRow[]>`
    select
      (select coalesce(jsonb_object_agg(u.id, jsonb_build_object('unit', u.id, 'kind', u.kind, 'region', u.region,
          'ranks', (select coalesce(jsonb_object_agg(r.rank, r.id), '{}') from (
            select distinct on (rank) rank, id from posts
            where unit = u.id and rank between 1 and 3 and ${validOn(db.sql, day)}
            order by rank, id) r))), '{}')
        from units u where u.id = any(${[...refs.units]})
          and ${validOn(db.sql, day, 'u')}) as units,
      (select coalesce(jsonb_object_agg(p.id, jsonb_build_object('unit', h.unit, 'role', h.role, 'certified',
          p.certificate is not null and p.certificate_from <= ${day} and (p.certificate_to is null or p.certificate_to >= ${day}))
          || case when d.away is null then '{}' else jsonb_build_object('standsInFor', d.away) end
          || case when jsonb_array_length(a.posts) > 1 then jsonb_build_object('posts', a.posts) else '{}' end), '{}')
        from people p cross join lateral (
          select s.unit, s.role from tenures t join posts s on s.id = t.post
          where t.person = p.id and ${validOn(db.sql, day, 't')}
          order by s.rank desc, s.id limit 1) h
        cross join lateral (
          select jsonb_agg(distinct jsonb_build_object('post', s.id, 'unit', s.unit)) as posts
          from tenures t join posts s on s.id = t.post
          where t.person = p.id and ${validOn(db.sql, day, 't')}) a
        cross join lateral (
          select jsonb_agg(distinct l.person) as away from leaves l join tenures t on t.post = l.deputy_post
          where t.person = p.id and l.person <> p.id and ${validOn(db.sql, day, 't')}
            and l.cancelled_at is null and l.from_day <= ${day} and l.to_day >= ${day}) d
        where p.id = any(${[...refs.people]})) as people,
      (select coalesce(array_agg(id), '{}') from posts where id = any(${[...(refs.posts ?? [])]})
        and ${validOn(db.sql, day)}) as posts,
      (select coalesce(array_agg(id), '{}') from evidence where id = any(${[...(refs.evidence ?? [])]})) as evidence,
      (select coalesce(jsonb_object_agg(id, jsonb_build_object('standard', title, 'clause', clause, 'version', version,
          'major', severity = 'major')), '{}') from clauses where id = any(${[...(refs.clauses ?? [])]})
        and ${validOn(db.sql, day)}) as clauses,
      (select coalesce(jsonb_object_agg(id, jsonb_build_object('kind', kind, 'number', number, 'status', status,
          'open', open, 'subject', subject, 'lead', lead, 'region', region,
          'openedAt', to_char(opened_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"'))), '{}')
        from matters where id = any(${[...(refs.matters ?? [])]})) as matters`;
  if (row === undefined) throw new Error('a select without from answers one row');
  requireAll('unit', refs.units, Object.keys(row.units));
  requireAll('person', refs.people, Object.keys(row.people));
  requireAll('post', refs.posts ?? [], row.posts);
  requireAll('evidence', refs.evidence ?? [], row.evidence);
  requireAll('clause', refs.clauses ?? [], Object.keys(row.clauses));
  requireAll('matter', refs.matters ?? [], Object.keys(row.matters));
  const { units, people, clauses, matters } = row;
  // What a body names none of does not travel with it.
  return { units, people, ...(isAny(clauses) ? { clauses } : {}), ...(isAny(matters) ? { matters } : {}) };
}

interface KnownRow {
  readonly units: Record<UnitId, Chain>;
  readonly people: Record<PersonId, KnownPerson>;
  readonly posts: readonly PostId[];
  readonly evidence: readonly string[];
  readonly clauses: Record<ClauseId, KnownClause>;
  readonly matters: Record<MatterId, KnownMatter>;
}

function isAny(found: object): boolean {
  return Object.keys(found).length > 0;
}

function requireAll(ref: ReferenceKind, asked: readonly string[], found: readonly string[]): void {
  const missing = asked.find((id) => !found.includes(id));
  if (missing !== undefined) throw new UnknownReference(ref, missing);
}
