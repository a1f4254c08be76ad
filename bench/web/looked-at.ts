import { barriers, isGrave, type Barrier } from '../../test/web/barriers.ts';
import { PAGES } from '../../test/web/page-list.ts';
import { openAs, settled } from '../../test/web/visit.ts';
import type { Watched } from './county.ts';

const LOOKS = [
  { width: 1440, look: 'light' },
  { width: 360, look: 'dark' },
] as const;

/** What axe finds on a page in one width and look. */
export interface LookedAt {
  readonly name: string;
  readonly width: number;
  readonly look: string;
  readonly grave: readonly Barrier[];
  readonly minor: readonly Barrier[];
}

export async function lookedAt({ url, browser, shown, sessionOf }: Watched): Promise<readonly LookedAt[]> {
  const made: LookedAt[] = [];
  for (const { name, as, path } of PAGES)
    for (const { width, look } of LOOKS) {
      const session = as === null ? null : await sessionOf(as);
      const at = await openAs(url, browser, session, { width, isDark: look === 'dark' });
      await at.go(path(shown));
      await settled(at);
      const found = await barriers(at.page);
      made.push({ name, width, look, grave: found.filter(isGrave), minor: found.filter((one) => !isGrave(one)) });
      await at.context.close();
    }
  return made;
}
