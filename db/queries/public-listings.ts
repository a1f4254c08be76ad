import type { Instant } from '../../workflows/kernel/instant.ts';
import type { Db } from '../client.ts';

/** A listed major hazard as the public reads of it: nothing of people, of how it is handled, or of others. */
export interface PublicListing {
  readonly number: string;
  readonly title: string;
  /** Who must rectify, and the township, by their names. */
  readonly unit: string | null;
  readonly township: string | null;
  /** Whose list: `county`, `city`, `province`. */
  readonly level: string;
  readonly listedAt: Instant;
  readonly due: Instant | null;
  readonly status: string;
}

/** Every open hazard whose listing is public, the newest listing first. */
export async function publicListings(db: Db): Promise<PublicListing[]> {
  const rows = await db.sql<PublicListing[]>`
    select m.number, m.title, su.name as unit, re.name as township, m.state #>> '{listingNotice,level}' as level,
      m.state #>> '{listingNotice,listedAt}' as "listedAt", m.status,
      (select d ->> 'due' from jsonb_array_elements(m.deadlines) d where d ->> 'clock' = 'T') as due
    from matters m
      left join units su on su.id = m.subject
      left join units re on re.id = m.region
    where m.open and m.kind = 'hazard' and m.severity = 'major'
      and m.state ->> 'listing' = 'listed' and m.state #>> '{listingNotice,public}' = 'true'
    order by 6 desc, m.number desc`;
  return [...rows];
}
