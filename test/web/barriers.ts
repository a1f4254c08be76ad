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
