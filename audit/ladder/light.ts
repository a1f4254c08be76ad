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

const AT_MOST = 2_000;

/** Lightly: what the projection's own rows say (a wake due before `late` is missed), and Temporal's list of runs when it was last compared with them. */
export async function foundLightly(db: Db, late: Ms): Promise<Found> {
  const { matters, broken } = await brokenLinks(db, instantAt(late), AT_MOST);
  const suspects = broken.map(({ id, number, kind, why, nextWake }): Suspect => {
    const dueAt = why === 'wakeMissed' ? nextWake : null;
    return { matterId: id, number, kind, why, rowId: null, rung: null, dueAt, open: true };
  });
  return { matters, suspects };
}
