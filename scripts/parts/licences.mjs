import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './place.mjs';
import { holds } from './spdx.mjs';

/** @typedef {{ version?: string, license?: string, dev?: boolean, optional?: boolean, link?: boolean }} Locked */

/** What may be in what we hand out: it asks for a notice at most, or for changes to the files themselves (MPL). */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/**
 * Packages for which more is right, each by name with its licence and why. Another licence than the one that stands here
 * is refused, so a change of mind of its authors is noticed.
 */
export const EXCEPTIONS = [
  {
    package: /^@img\/sharp-(libvips-)?[a-z0-9-]+$/,
    licences: new Set(['LGPL-3.0-or-later']),
    why: 'libvips is a library of its own that sharp loads: LGPL asks that it can be exchanged, and it can',
  },
  {
    package: /^@(embedpdf\/fonts-sc|expo-google-fonts\/noto-serif-sc)$/,
    licences: new Set(['OFL-1.1', 'MIT AND OFL-1.1']),
    why: 'a font may go along with a program and into the documents that are printed with it; it is not sold by itself',
  },
  { package: /^unionfs$/, licences: new Set(['UNKNOWN', 'Unlicense']), why: 'its licence file is the Unlicense' },
];

/**
 * The packages of a lock file whose licence is not allowed, as sentences; a licence that nobody knows is none. Packages
 * that say nothing in the lock file are asked where they are installed.
 * @param {Record<string, Locked>} packages
 * @param {(path: string) => string | undefined} [installed]
 * @returns {string[]}
 */
export function licenceFaults(packages, installed = licenceInstalled) {
  return Object.entries(packages)
    .filter(([path, { link }]) => path !== '' && link !== true)
    .flatMap(([path, { license }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const said = license ?? installed(path) ?? 'UNKNOWN';
      const more = EXCEPTIONS.filter((one) => one.package.test(name)).flatMap((one) => [...one.licences]);
      const allowed = new Set([...ALLOWED, ...more]);
      return more.includes(said) || holds(said, allowed) ? [] : [`${path}: ${said}`];
    });
}

/** The same for the project's own lock file: nothing is asked of any network. */
export function licencesHold() {
  const lock = /** @type {{ packages: Record<string, Locked> }} */ (
    JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
  );
  const faults = licenceFaults(lock.packages);
  const said = `licences that are not on the list (scripts/parts/licences.mjs):\n${faults.join('\n')}\n`;
  return Promise.resolve({ ok: faults.length === 0, said: faults.length === 0 ? '' : said });
}

/**
 * @param {string} path
 * @returns {string | undefined}
 */
function licenceInstalled(path) {
  const file = join(ROOT, path, 'package.json');
  if (!existsSync(file)) return undefined;
  const { license } = /** @type {{ license?: unknown }} */ (JSON.parse(readFileSync(file, 'utf8')));
  return typeof license === 'string' ? license : undefined;
}
