import type { DeadlineView, ProposalView } from '../../workflows/kernel/face.ts';
import { daysSince } from '../../workflows/kernel/deadline.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId, PersonId, PostId, UnitId } from '../../workflows/kernel/terms.ts';
import type { Queryable } from '../client.ts';
import { today } from '../today.ts';
import { validOn } from '../valid-on.ts';

/** A matter as lists show it. People and units are resolved as of now. */
export interface MatterRow {
  readonly id: MatterId;
  readonly kind: string;
  readonly number: string;
  readonly title: string;
  readonly status: string;
  readonly open: boolean;
  readonly severity: string | null;
  readonly holder: Holder | null;
  readonly deadlines: readonly DeadlineView[];
  readonly proposals: readonly ProposalView[];
  readonly level: number;
  readonly rung: string | null;
  readonly round: number;
  readonly overdueSince: Instant | null;
  readonly daysOverdue: number;
  readonly region: UnitId | null;
  readonly sector: string | null;
  readonly subject: UnitId | null;
  readonly lead: UnitId | null;
  readonly foundOn: string | null;
  readonly closedAt: Instant | null;
  readonly imported: boolean;
  readonly parent: MatterId | null;
  readonly openedAt: Instant;
  readonly openedBy: PersonId;
  readonly heardAt: Instant;
  readonly nextWake: Instant | null;
  readonly version: number;
}

/** A holder is a post; `person` and `name` are of whoever holds it now, null while it is vacant. */
export interface Holder {
  readonly post: PostId;
  readonly unit: UnitId;
  readonly person: PersonId | null;
  readonly name: string | null;
  readonly postTitle: string | null;
  readonly unitName: string | null;
}

type Stored = Omit<MatterRow, 'daysOverdue' | 'holder'> & {
  readonly holderPost: PostId | null;
  readonly holderUnit: UnitId;
  readonly holderPerson: PersonId | null;
  readonly holderName: string | null;
  readonly holderTitle: string | null;
  readonly holderUnitName: string | null;
};

/** The columns of a `MatterRow`, from `matters m` joined by `holderJoins`. */
export function rowColumns(sql: Queryable) {
  return sql`m.id, m.kind, m.number, m.title, m.status, m.open, m.severity, m.deadlines, m.proposals, m.level, m.rung,
    m.round, m.overdue_since as "overdueSince", m.region, m.sector, m.subject, m.lead, m.found_on as "foundOn",
    m.closed_at as "closedAt", m.imported, m.parent, m.opened_at as "openedAt", m.opened_by as "openedBy",
    m.heard_at as "heardAt", m.next_wake as "nextWake", m.version, m.holder_post as "holderPost",
    m.holder_unit as "holderUnit", hp.id as "holderPerson", hp.name as "holderName", ho.title as "holderTitle",
    hu.name as "holderUnitName"`;
}

/** Resolves the holder's post to the person in it today, unless the matter names the person itself. */
export function holderJoins(sql: Queryable) {
  return sql`
    left join posts ho on ho.id = m.holder_post
    left join units hu on hu.id = m.holder_unit
    left join lateral (
      select t.person from tenures t
      where t.post = m.holder_post and ${validOn(sql, today(sql), 't')}
      order by t.valid_from desc limit 1) ht on true
    left join people hp on hp.id = coalesce(m.holder_person, ht.person)`;
}

/** Makes the row that readers get; days overdue count to `now`. */
export function rowOf(stored: Stored, now: Instant): MatterRow {
  const { holderPost, holderUnit, holderPerson, holderName, holderTitle, holderUnitName, ...row } = stored;
  const holder: Holder | null =
    holderPost === null
      ? null
      : {
          post: holderPost,
          unit: holderUnit,
          person: holderPerson,
          name: holderName,
          postTitle: holderTitle,
          unitName: holderUnitName,
        };
  return { ...row, holder, daysOverdue: row.overdueSince === null ? 0 : daysSince(row.overdueSince, now) };
}

export type { Stored };
