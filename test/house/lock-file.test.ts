import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Package {
  readonly version?: string;
  readonly engines?: { readonly node?: string } | readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Package> };

test('the lock file holds the binaries of every platform', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isReachable(path, name)),
  );
  expect(missing).toEqual([]);
});

test('every package installs on the oldest Node that we promise', () => {
  const newer = Object.entries(packages).filter(([, { engines }]) => {
    const node = engines !== undefined && 'node' in engines ? (engines.node ?? '') : '';
    return /^>=\s*(2[1-9]|[3-9]\d)(\.\d+)*$/.test(node);
  });
  expect(newer.map(([path]) => path)).toEqual([]);
});

test('all @temporalio packages are of one version', () => {
  const versions = Object.entries(packages)
    .filter(([path]) => path.includes('node_modules/@temporalio/'))
    .map(([, { version }]) => version);
  expect(new Set(versions).size).toBe(1);
});

test('nobody nests a second protobufjs', () => {
  expect(Object.keys(packages).filter((path) => path.endsWith('node_modules/protobufjs'))).toEqual([
    'node_modules/protobufjs',
  ]);
});

/** As Node finds it: in the package's own folder, or in any above. */
function isReachable(from: string, name: string): boolean {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (`${at === '' ? '' : `${at}/`}node_modules/${name}` in packages) return true;
    if (at === '') return false;
  }
}
