import { and, asc, eq } from 'drizzle-orm';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { Db, Sql } from '../client.ts';
import type { Page } from '../queries/list-matters.ts';
import { versionOf } from '../documents/templates.ts';
import { registerVersions } from '../schema/index.ts';
import { today } from '../today.ts';
import { seenOf, type Contacts } from './contacts.ts';
import { filtered, type RegisterFilter } from './filter.ts';
import { validOn } from '../valid-on.ts';

/** An entry of a register: its id, what people call it, and the register's own columns. */
export type RegisterEntry = Readonly<Record<string, unknown>> & { readonly id: string; readonly name: string };

/** A change of an entry: who, when, before, after. */
export interface RegisterVersion {
  readonly at: Instant;
  /** Not there for whom hands are not shown, nor is then the reason in `after`. */
  readonly by?: string;
  readonly before: unknown;
  readonly after: unknown;
  /** Of people: whether their identity card is another since; which, nobody is told. */
  readonly identityChanged?: boolean;
}

export const REGISTER_NAMES = [
  'units',
  'posts',
  'people',
  'tenures',
  'leaves',
  'enterprises',
  'responsibilities',
  'jurisdictions',
  'clauses',
  'calendars',
  'special-periods',
  'policies',
  'templates',
] as const;
export type RegisterName = (typeof REGISTER_NAMES)[number];

/** Registers whose entries are drafts until they are published. */
const DRAFTED: readonly RegisterName[] = ['calendars', 'policies'];

/** What is asked of a register, and who asks: drafts and how to reach people are shown on demand only. */
interface Asked extends RegisterFilter {
  readonly q?: string;
  readonly cursor?: string;
  readonly limit?: number;
  readonly drafts?: boolean;
  readonly contacts?: Contacts;
  /** Whether who changed an entry, and why, is shown. */
  readonly hands?: boolean;
}

/** Entries of a register in order of id, a page at a time; `q` is part of the name, of a post's with its unit's before it. */
export async function registerPage(db: Db, name: RegisterName, page: Asked = {}): Promise<Page<RegisterEntry>> {
  const { sql } = db;
  const limit = Math.min(Math.max(page.limit ?? 100, 1), 500);
  const rows = await sql<RegisterEntry[]>`
    select * from (${entriesOf(sql, name)}) e
    where ${shown(sql, name, page.drafts)} and ${filtered(sql, name, page)} and id > ${page.cursor ?? ''}
      and strpos(${calledOf(sql, name)}, ${page.q ?? ''}) > 0
    order by id limit ${limit + 1}`;
  const seen = (entry: RegisterEntry) => (name === 'people' ? seenOf(entry, entry.id, page.contacts ?? 'none') : entry);
  const items = rows.slice(0, limit).map(seen);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/**
 * One entry with all its versions, oldest first; null when there is none of that id. Drafts, and what an entry was while
 * it was one, are shown on demand only, as is how to reach a person; whose hand changed it, and why, not to everyone.
 */
export async function registerEntry(
  db: Db,
  name: RegisterName,
  id: string,
  { drafts = false, contacts = 'none', hands = true }: Pick<Asked, 'drafts' | 'contacts' | 'hands'> = {},
): Promise<{ readonly entry: RegisterEntry; readonly versions: readonly RegisterVersion[] } | null> {
  const [[entry], kept] = await Promise.all([
    db.sql<
      RegisterEntry[]
    >`select * from (${entriesOf(db.sql, name)}) e where ${shown(db.sql, name, drafts)} and id = ${id}`,
    db.orm
      .select({
        at: registerVersions.at,
        by: registerVersions.by,
        before: registerVersions.before,
        after: registerVersions.after,
      })
      .from(registerVersions)
      .where(and(eq(registerVersions.register, name), eq(registerVersions.id, id)))
      .orderBy(asc(registerVersions.ord)),
  ]);
  if (entry === undefined) return null;
  const versions = hands ? kept : kept.map(withoutHand);
  if (name === 'people')
    return { entry: seenOf(entry, id, contacts), versions: versions.map(seenVersion(id, contacts)) };
  return { entry, versions: drafts ? versions : versions.flatMap(withoutDrafts) };
}

function seenVersion(id: string, contacts: Contacts) {
  const seen = (kept: unknown) => (typeof kept === 'object' && kept !== null ? seenOf(kept, id, contacts) : kept);
  return ({ before, after, ...kept }: RegisterVersion): RegisterVersion => ({
    ...kept,
    before: seen(before),
    after: seen(after),
    identityChanged: identityIn(before) !== identityIn(after),
  });
}

function withoutHand({ at, before, after }: RegisterVersion): RegisterVersion {
  return { at, before: withoutReason(before), after: withoutReason(after) };
}

function withoutReason(kept: unknown): unknown {
  if (typeof kept !== 'object' || kept === null) return kept;
  return Object.fromEntries(Object.entries(kept).filter(([name]) => name !== 'reason'));
}

function identityIn(kept: unknown): unknown {
  return (kept as { readonly identity?: unknown } | null)?.identity ?? null;
}

function shown(sql: Sql, name: RegisterName, drafts = false) {
  return DRAFTED.includes(name) && !drafts ? sql`status = 'published'` : sql`true`;
}

function withoutDrafts(version: RegisterVersion): readonly RegisterVersion[] {
  if (isDraft(version.after)) return [];
  return [isDraft(version.before) ? { ...version, before: null } : version];
}

function isDraft(entry: unknown): boolean {
  return (entry as { readonly status?: string } | null)?.status === 'draft';
}

/** What people call an entry: a post is that of its unit. */
function calledOf(sql: Sql, name: RegisterName) {
  return name === 'posts' ? sql`"unitName" || name` : sql`name`;
}

function entriesOf(sql: Sql, name: RegisterName) {
  switch (name) {
    case 'units':
      return sql`select id, name, short_name as "shortName", sign, kind, region, parent, sectors, verified,
        valid_from as "validFrom", valid_to as "validTo" from units`;
    case 'posts':
      return sql`select o.id, o.title as name, o.unit, u.name as "unitName", o.rank, o.role,
        o.county_post as "countyPost", o.valid_from as "validFrom", o.valid_to as "validTo",
        (select t.person from tenures t where t.post = o.id and ${validOn(sql, today(sql), 't')} order by t.valid_from desc limit 1) as person
        from posts o join units u on u.id = o.unit`;
    case 'people':
      return peopleOf(sql);
    case 'tenures':
      return sql`select t.post || '/' || t.person || '/' || t.valid_from as id, p.name, t.post, t.person,
        t.valid_from as "validFrom", t.valid_to as "validTo" from tenures t join people p on p.id = t.person`;
    case 'leaves':
      return sql`select l.id, p.name, l.person, l.from_day as "from", l.to_day as "to", l.deputy_post as "deputyPost",
        l.by, l.at, l.cancelled_at as "cancelledAt" from leaves l join people p on p.id = l.person`;
    case 'enterprises':
      return sql`select e.unit as id, u.name, u.region, e.credit_code as "creditCode", e.sector, e.address, e.regulator, e.key, e.verified
        from enterprises e join units u on u.id = e.unit`;
    case 'responsibilities':
      return sql`select r.enterprise || '/' || r.duty || '/' || r.person || '/' || r.valid_from as id, p.name, r.enterprise,
        r.duty, r.person, r.valid_from as "validFrom", r.valid_to as "validTo"
        from responsibilities r join people p on p.id = r.person`;
    case 'jurisdictions':
      return sql`select j.sector || '/' || j.unit || '/' || j.kind || '/' || j.valid_from as id, j.sector as name, j.sector,
        j.unit, u.name as "unitName", j.kind, j.basis, j.valid_from as "validFrom", j.valid_to as "validTo"
        from jurisdictions j join units u on u.id = j.unit`;
    case 'clauses':
      return sql`select id, text as name, standard, title, issuer, clause, version, sector, severity, verified,
        valid_from as "validFrom", valid_to as "validTo" from clauses`;
    case 'calendars':
      return sql`select year || '/' || version as id, source as name, year, version, status, holidays, workdays,
        year || '-01-01' as "coveredFrom", year || '-12-31' as "coveredTo", status = 'published' and version = (
          select max(version) from calendars l where l.year = c.year and l.status = 'published') as counts,
        published_on as "publishedOn", drafted_by as "draftedBy", published_by as "publishedBy",
        published_at as "publishedAt", reason from calendars c`;
    case 'special-periods':
      return sql`select id, name, from_day as from, to_day as to, basis, decided_by as "decidedBy",
        revoked_at as "revokedAt" from special_periods`;
    case 'policies':
      return sql`select kind || '/' || id || '/' || version as id, case title when '' then kind || ' ' || id else title end as name, version,
        status, drafted_by as "draftedBy", published_by as "publishedBy", published_at as "publishedAt",
        effective_from as "effectiveFrom", effective_to as "effectiveTo", content from policies`;
    case 'templates':
      // Whichever stands for each document, what it holds, and all that it could.
      return sql`select s.document as id, s.title as name, ${versionOf(sql)} as version, t.id is null as shipped,
        coalesce(t.docx_hash, s.docx_hash) as "docxHash", s.fields, t.fields as used
        from shipped_templates s left join templates t on t.id = s.document`;
  }
}

/** Of two of the same name the units and posts that they hold today say who is who; most titles begin with their unit. */
function peopleOf(sql: Sql) {
  return sql`select p.id, p.name, p.phone, p.email, p.certificate, p.certificate_from as "certificateFrom",
    p.certificate_to as "certificateTo", h.posts, h.places
    from people p left join lateral (
      select array_agg(t.post order by t.post) as posts, array_agg(
        case when starts_with(o.title, u.short_name) then o.title else u.name || ' ' || o.title end
        order by t.post) as places
      from tenures t join posts o on o.id = t.post join units u on u.id = o.unit
      where t.person = p.id and ${validOn(sql, today(sql), 't')}) h on true`;
}
