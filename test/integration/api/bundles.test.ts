import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepBundle } from '../../../db/bundles.ts';
import { sha256 } from '../../../db/chain.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import { apiSystem, listOf, type ApiSystem } from './system.ts';

let system: ApiSystem;

beforeAll(async () => {
  system = await apiSystem();
});

afterAll(() => system.close());

it('an auditor sees which code ran, the newest first, and a township does not', async () => {
  const made = { sdk: '1.24.0', node: 'v20.20.2', lock: '{}' };
  const keptAt = [1, 2].map((day) => instantOf(Date.parse(`2026-11-0${day.toString()}T00:00:00Z`)));
  const hashes = ['1', '2'].map((code) => sha256(code));
  for (const [i, version] of ['0.1.0', '0.2.0'].entries()) {
    const bundle = { ...made, version, code: (i + 1).toString(), hash: hashes[i] ?? '' };
    await keepBundle(system.db, bundle, keptAt[i] ?? instantOf(0));
  }
  const auditor = await system.as('shenji');
  const of = (i: number, version: string) => ({
    hash: hashes[i], version, sdk: '1.24.0', node: 'v20.20.2', lockHash: sha256('{}'), keptAt: keptAt[i],
  }); // prettier-ignore
  expect(listOf(await auditor.get('/v1/bundles'))).toEqual([of(1, '0.2.0'), of(0, '0.1.0')]);
  const township = await system.as('chengguan-jb');
  expect((await township.get('/v1/bundles')).status).toBe(403);
});
