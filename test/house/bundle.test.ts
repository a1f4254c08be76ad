import { builtinModules } from 'node:module';
import { beforeAll, expect, test } from 'vitest';
import { makeBundle } from '../../worker/bundle.ts';
import { ROOT } from '../../scripts/parts/place.mjs';
import { SILENT } from '../support/silent-logger.ts';

/** 1 269 kB measured without its source map, with three kinds, plus a tenth; a library that slips in costs more. */
const SIZE_LIMIT_BYTES = 1_400_000;

let code = '';
/** The source map as it stands in the bundle. */
let map = '';
/** Where each bundled module comes from, relative to the project. */
let sources: readonly string[] = [];

beforeAll(async () => {
  const bundle = (await makeBundle(SILENT)).code;
  const [own = '', encoded = ''] = bundle.split('//# sourceMappingURL=data:application/json;charset=utf-8;base64,');
  code = own;
  map = Buffer.from(encoded, 'base64').toString('utf8');
  ({ sources } = JSON.parse(map) as { sources: string[] });
}, 60_000);

test('the bundle holds the runner and the rules', () => {
  expect(sources).toContain('workflows/loop.ts');
  expect(sources).toContain('workflows/kernel/hear.ts');
});

test('nothing in the bundle tells where it was made, so that the same sources give the same hash in any folder', () => {
  expect(code).not.toContain(ROOT);
  expect(map).not.toContain(ROOT);
  const { file, mappings } = JSON.parse(map) as { file: string; mappings: string };
  expect(file).toBe('workflow-bundle.js');
  // One place per line: by its columns the generated entry would tell how long the folder's path is.
  expect(mappings).not.toContain(',');
});

test('no word for people is in the bundle, so that a label does not change its hash', () => {
  expect(sources.filter((source) => /(^|\/)face\.ts$/.test(source))).toEqual([]);
});

test('nothing but workflows and the Temporal packages is in the bundle', () => {
  const libraries = sources.filter((source) => source.includes('node_modules/'));
  const names = new Set(
    libraries.map((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? source),
  );
  expect([...names].filter((name) => !name.startsWith('@temporalio/') && !NEEDED_BY_TEMPORAL.has(name))).toEqual([]);
});

test('no Node module is in the bundle', () => {
  const asked = builtinModules.filter((name) => code.includes(`require("${name}")`) || code.includes(`"node:${name}"`));
  expect(asked).toEqual([]);
});

test('the bundle stays small', () => {
  expect(code.length).toBeLessThan(SIZE_LIMIT_BYTES);
});

/** What the Temporal packages themselves bring into every bundle. */
const NEEDED_BY_TEMPORAL = new Set(['long', 'ms', 'nexus-rpc']);
