/** @typedef {{ ok: boolean, line: string }} Told */

/** What stops a release; the rest is said. */
const GRAVE = ['high', 'critical'];

/**
 * What `npm audit --json` said of what runs in production. A registry that was not reached, or that gives no advisories, is
 * neither good nor bad: the line says that nothing was checked.
 * @param {string} text
 * @returns {Told}
 */
export function advisoriesIn(text) {
  const report = reportOf(text);
  const counts = report?.metadata?.vulnerabilities;
  if (counts === undefined)
    return {
      ok: true,
      line: `⚠ advisories: NOT CHECKED, the registry gave none (${report?.message ?? 'no answer'}). Run \`npm run advisories\` where it can be reached.`,
    };
  const named = Object.entries(report?.vulnerabilities ?? {}).filter(([, { severity }]) => GRAVE.includes(severity));
  const tally = Object.entries(counts).map(([severity, count]) => `${severity} ${count.toString()}`);
  return {
    ok: named.length === 0,
    line: [
      `${named.length === 0 ? '✓' : '✗'} advisories: ${tally.join(', ')}`,
      ...named.map(([name, { severity }]) => `  ${name}: ${severity}`),
    ].join('\n'),
  };
}

/**
 * @param {string} text
 * @returns {{ message?: string, metadata?: { vulnerabilities?: Record<string, number> }, vulnerabilities?: Record<string, { severity: string }> } | null}
 */
function reportOf(text) {
  try {
    return /** @type {ReturnType<typeof reportOf>} */ (JSON.parse(text));
  } catch {
    return null;
  }
}
