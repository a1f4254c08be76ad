import type { Db } from '../../db/client.ts';
import { brokenLinks } from '../../db/queries/ladder-audits.ts';
import { instantAt, type Ms } from './days.ts';
import type { Finding } from './finding.ts';

/** Something that may be wrong with a matter, before it was tried to heal it. */
export type Suspect = Finding<string> & { readonly kind: string };

/** What one pass found, over how many matters. */
export interface Found {
  readonly matters: number;
  readonly suspects: readonly Suspect[];
}

/** A wake may be this late before it counts as missed. */
const LATE_MS = 30_000;
const AT_MOST = 2_000;

/** Lightly: what the projection's own rows say, and Temporal's list of runs when it was last compared with them. */
export async function foundLightly(db: Db, now: Ms): Promise<Found> {
  const { matters, broken } = await brokenLinks(db, instantAt(now - LATE_MS), AT_MOST);
  const suspects = broken.map(({ id, number, kind, why, nextWake }): Suspect => {
    const dueAt = why === 'wakeMissed' ? nextWake : null;
    return { matterId: id, number, kind, why, rowId: null, rung: null, dueAt, open: true };
  });
  return { matters, suspects };
}
