import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SILENT } from '../../audit/code.ts';
import { workedCounty, type County } from '../../bench/tamper/county.ts';
import { KINDS } from '../../bench/tamper/kinds/index.ts';
import { tampered } from '../../bench/tamper/measure.ts';
import {
  freshDatabase,
  seededAccounts,
  temporalAddress,
  temporalNamespace,
  workflowBundle,
} from '../support/system.ts';

// The small version of `npm run bench -- tamper`: one change of each kind, always the same ones but for ids and times.
const SEED = 20_260_303;

let dir: string;
let county: County;

beforeAll(async () => {
  Runtime.install({ logger: SILENT, telemetryOptions: { logging: { forward: {}, filter: 'OFF' } } });
  dir = mkdtempSync(join(tmpdir(), 'bihuan-tampered-'));
  const place = {
    databaseUrl: await freshDatabase(),
    accounts: seededAccounts(),
    temporal: { address: temporalAddress(), namespace: temporalNamespace() },
    bundle: workflowBundle(),
  };
  county = await workedCounty(place, { closed: 3, open: 3, imported: 4, climb: false }, dir);
}, 120_000);

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

it('a change of any kind before the last seal is found and laid at the right door, and nothing else gives an alarm', async () => {
  const { tallies, misses, untouched, falseAlarms } = await tampered(county, {
    seed: SEED,
    count: KINDS.length,
    kind: null,
    only: null,
  });
  expect(misses).toEqual([]);
  expect(falseAlarms).toEqual([]);
  expect(untouched).toBeGreaterThan(2);
  expect(tallies.filter(({ kind, found }) => kind.isFindable && found !== 1)).toEqual([]);
  // What nobody can find is said to be so, and is so.
  expect(tallies.filter(({ kind, found }) => !kind.isFindable && found !== 0)).toEqual([]);
}, 300_000);
