import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { advisoriesIn } from '../../scripts/parts/advisories.mjs';
import { EXCEPTIONS, licenceFaults, licencesHold } from '../../scripts/parts/licences.mjs';
import { ROOT } from '../../scripts/parts/place.mjs';
import { holds } from '../../scripts/parts/spdx.mjs';

const KNOWN = new Set(['MIT', 'ISC', 'Zlib']);

test.each([
  ['MIT', true],
  ['GPL-3.0-only', false],
  ['(MIT OR GPL-3.0-or-later)', true],
  ['GPL-3.0-or-later OR (ISC AND Zlib)', true],
  ['MIT AND GPL-3.0-only', false],
  ['GPL-3.0-only OR MIT AND GPL-2.0-only', false],
  ['(MIT', false],
  ['MIT ISC', false],
  ['MIT WITH Some-exception', false],
  ['SEE LICENSE IN LICENSE', false],
  ['', false],
])('the licences MIT, ISC and Zlib meet "%s": %s', (expression, isMet) => {
  expect(holds(expression, KNOWN)).toBe(isMet);
});

test('a package without a licence on the list is refused by its path, one that says nothing is asked where it is installed', () => {
  const packages = {
    '': { license: 'UNLICENSED' },
    'node_modules/good': { license: 'MIT' },
    'node_modules/good/node_modules/@a/bad': { license: 'GPL-3.0-only' },
    'node_modules/silent': {},
    'node_modules/asked': {},
  };
  const installed = (path: string) => (path.endsWith('asked') ? 'ISC' : undefined);
  expect(licenceFaults(packages, installed)).toEqual([
    'node_modules/good/node_modules/@a/bad: GPL-3.0-only',
    'node_modules/silent: UNKNOWN',
  ]);
});

test('an exception is for the package that it names and the licence that it names', () => {
  const packages = {
    'node_modules/@img/sharp-libvips-linux-x64': { license: 'LGPL-3.0-or-later' },
    'node_modules/@img/sharp-linux-x64': { license: 'GPL-3.0-only' },
    'node_modules/other': { license: 'LGPL-3.0-or-later' },
    'node_modules/@embedpdf/fonts-sc': { license: 'GPL-2.0-only' },
  };
  expect(licenceFaults(packages)).toEqual([
    'node_modules/@img/sharp-linux-x64: GPL-3.0-only',
    'node_modules/other: LGPL-3.0-or-later',
    'node_modules/@embedpdf/fonts-sc: GPL-2.0-only',
  ]);
  expect(EXCEPTIONS.filter(({ why }) => why === '')).toEqual([]);
});

test('what stands in the lock file is allowed', async () => {
  expect(await licencesHold()).toEqual({ ok: true, said: '' });
});

test('the bill of materials names every package that runs in production with its hash, and no tool of ours', () => {
  const { stdout, status } = spawnSync('node', ['scripts/sbom.mjs'], { cwd: ROOT, encoding: 'utf8' });
  expect(status).toBe(0);
  const bill = JSON.parse(stdout) as {
    bomFormat: string;
    metadata: { component: { name: string; type: string } };
    components: { name: string; purl: string; hashes?: object[] }[];
  };
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { type: 'application' } } });
  const named = new Set(bill.components.map(({ name }) => name));
  for (const name of ['fastify', 'postgres', 'openid-client', 'otpauth']) expect(named).toContain(name);
  for (const name of ['vitest', 'oidc-provider']) expect(named).not.toContain(name);
  expect(bill.components.filter(({ hashes }) => hashes === undefined).map(({ name }) => name)).toEqual([]);
});

test('high and critical advisories fail, lesser ones are said', () => {
  const report = (high: number, moderate: number) =>
    JSON.stringify({
      auditReportVersion: 2,
      vulnerabilities: { bad: { severity: high > 0 ? 'high' : 'moderate' } },
      metadata: { vulnerabilities: { moderate, high, critical: 0 } },
    });
  expect(advisoriesIn(report(1, 0))).toEqual({
    ok: false,
    line: '✗ advisories: moderate 0, high 1, critical 0\n  bad: high',
  });
  expect(advisoriesIn(report(0, 2))).toEqual({ ok: true, line: '✓ advisories: moderate 2, high 0, critical 0' });
});

test.each(['', '{"message":"connect ECONNREFUSED"}', '{"message":"405 Method Not Allowed","statusCode":405}'])(
  'a registry that gives no advisories is not taken for a good answer: %s',
  (text) => {
    expect(advisoriesIn(text).line).toContain('NOT CHECKED');
  },
);
