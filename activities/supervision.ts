import type { Db } from '../db/client.ts';
import { sectorGaps } from '../db/queries/jurisdiction.ts';
import { responsibilityGaps } from '../db/queries/responsibility.ts';
import { tellChainGap, tellSectorGap } from '../db/supervision-notices.ts';
import { dayOf, type Instant } from '../workflows/kernel/instant.ts';

const PAGE = 500;

/**
 * Tells whom it concerns of every gap in the chains of responsibility and in the jurisdiction matrix, each once for as long
 * as it stands; answers how many there are. What an import entered is told of when somebody has verified it.
 */
export async function alertGaps(
  db: Db,
  at: Instant,
  step: () => void = () => undefined,
  limit: number = PAGE,
): Promise<number> {
  const day = dayOf(at);
  const sectors = await sectorGaps(db, day);
  for (const gap of sectors) await tellSectorGap(db, gap, at);
  let found = sectors.length;
  for (let cursor: string | null = ''; cursor !== null;) {
    const { items, next } = await responsibilityGaps(db, day, 'all', { cursor, limit });
    for (const enterprise of items.filter(({ verified }) => verified)) {
      step();
      for (const missing of enterprise.missing) await tellChainGap(db, enterprise, missing, at);
      found += enterprise.missing.length;
    }
    cursor = next;
  }
  return found;
}
