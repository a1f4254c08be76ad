import { instantOf, type Instant } from '../../../workflows/kernel/instant.ts';
import type { Db } from '../../client.ts';
import type { Window } from './compare.ts';
import type { Told } from './story.ts';

/** So many matters are read by one statement. */
export const PAGE = 250;

/** Which matters are played: of a kind, and open at some time in the period. */
export interface Wanted {
  readonly kind: string;
  readonly window: Window;
}

/** How many matters there are to play. */
export async function countMatters(db: Db, { kind, window }: Wanted): Promise<number> {
  const [row] = await db.sql<{ n: number }[]>`
    select count(*) as n from matters
    where ${wasOpen(db, { kind, window })}`;
  return row?.n ?? 0;
}

/** What was closed was open until then, whatever it hears afterwards; of other ends the last that it heard tells. */
function wasOpen({ sql }: Db, { kind, window }: Wanted) {
  return sql`kind = ${kind} and opened_at < ${window.to} and (open or coalesce(closed_at, heard_at) >= ${window.from})`;
}

/** A page of the stories of matters, each as one JSON text, so that a thread may read it: `toldFrom`. */
export async function storyPage(
  db: Db,
  wanted: Wanted,
  after: string,
): Promise<readonly { readonly id: string; readonly told: string }[]> {
  // The terms stand in the opening event already: 13 KB that the command need not bring again.
  return db.sql<{ id: string; told: string }[]>`
    with page as (
      select id from matters
      where ${wasOpen(db, wanted)} and id > ${after}
      order by id limit ${PAGE}),
    rows as (
      select l.*, l.command_id is distinct from
        lag(l.command_id) over (partition by l.matter_id order by l.seq) as "isFirst"
      from ledger l join page on page.id = l.matter_id)
    select r.matter_id as id, json_build_object(
      'matterId', r.matter_id,
      'events', json_agg(json_build_object('type', r.type, 'eventVersion', r.event_version, 'data', r.data, 'seq', r.seq,
        'at', r.at, 'heardAt', r.heard_at, 'commandId', r.command_id, 'actor', r.actor) order by r.seq),
      'commands', coalesce(json_agg(c.command #- '{opening,terms}' order by r.seq) filter (where c.command is not null), '[]')
    )::text as told
    from rows r left join commands c
      on r."isFirst" and c.command_id = r.command_id and c.matter_id = r.matter_id and c.outcome = 'done'
    group by r.matter_id order by r.matter_id`;
}

/** A story's rows as they were recorded: moments in canonical form. */
export function toldFrom(text: string): Told {
  const told = JSON.parse(text) as Told;
  return {
    ...told,
    events: told.events.map((event) => ({ ...event, at: canonical(event.at), heardAt: canonical(event.heardAt) })),
  };
}

function canonical(at: Instant): Instant {
  return instantOf(Date.parse(at));
}
