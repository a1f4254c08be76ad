import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Something that keeps people with a disability from using a page, and where it is. */
export interface Barrier {
  readonly rule: string;
  readonly impact: string;
  readonly where: readonly string[];
}

/** What axe finds on a page as it stands; its source is evaluated, since the console's policy lets no script in. */
export async function barriers(page: Page): Promise<readonly Barrier[]> {
  await page.evaluate(axe.source);
  return await page.evaluate<readonly Barrier[]>(`axe.run(document, { resultTypes: ['violations'] }).then((found) =>
    found.violations.map(({ id, impact, nodes }) => ({
      rule: id, impact: impact ?? 'minor', where: nodes.map(({ target, failureSummary }) => target.join(' ') + ' ' + failureSummary),
    })))`);
}

/** What nothing of is allowed. */
export function isGrave({ impact }: Barrier): boolean {
  return impact === 'serious' || impact === 'critical';
}

/** What is named in a foreign language, such as by what a part calls itself where nobody named it: role and name. */
export async function foreignNames(page: Page): Promise<readonly string[]> {
  const spoken = await page.locator('body').ariaSnapshot();
  return [...spoken.matchAll(NAMED)]
    .map(([, role = '', name = '']) => `${role} ${name}`)
    .filter((one) => !OF_DATA.test(one));
}

/** One line of what is spoken, with nothing but Latin letters for a name. */
const NAMED = /^\s*- (\w+) "([A-Za-z][A-Za-z ,.'-]*)"/gm;
/** What a cell says is somebody's, such as a name to sign in by. */
const OF_DATA = /^(cell|row|rowheader|text|strong|definition) /;
