import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { DemoAccount } from '../../db/seed/index.ts';
import { livePid, notePid } from '../../scripts/parts/process.mjs';
import { startPostgres, stopPostgres } from '../../scripts/parts/postgres.mjs';
import { ensureTestServer } from '../../scripts/parts/temporal-binaries.mjs';
import { startTemporal, stopTemporal } from '../../scripts/parts/temporal.mjs';
import { buildBundle } from './bundle.ts';
import { dropTemplateAndClones, makeTemplate } from './template.ts';

const PREFIX = 'bihuan-test-';
const OWNER = 'owner.json';
const NAMESPACE = 'bihuan';
/** A folder younger than this may belong to a run that has not yet written its name into it. */
const SETTLED_MS = 60_000;

declare module 'vitest' {
  interface ProvidedContext {
    /** The template database: migrated and seeded, never connected to by tests. */
    readonly templateUrl: string;
    /** The demonstration accounts of the template, as `demo-accounts.json` holds them. */
    readonly accounts: readonly DemoAccount[];
    readonly temporalAddress: string;
    readonly temporalNamespace: string;
    readonly testServerPath: string;
    readonly bundlePath: string;
  }
}

/**
 * Starts one PostgreSQL and one Temporal for all system tiers in a folder of their own under the temporary folder,
 * makes the template database and the workflow bundle, and stops and removes everything at the end. Of an outer
 * `DATABASE_URL` only the server is used, for databases named `bihuan_test_…`; an outer `TEMPORAL_ADDRESS` is not
 * touched. What a killed run left behind is cleared away first.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await clearAbandoned();
  const home = mkdtempSync(join(tmpdir(), PREFIX));
  notePid(join(home, OWNER), process.pid, {});
  const log = (sentence: string) => {
    project.vitest.logger.log(sentence);
  };
  const [server, temporal, testServerPath, bundlePath] = await Promise.all([
    databaseServer(home, log),
    startTemporal({ dataDir: home, namespace: NAMESPACE, log }),
    ensureTestServer({ log }),
    buildBundle(),
  ]);
  const template = await makeTemplate(server.url);
  project.provide('templateUrl', template.url);
  project.provide('accounts', template.accounts);
  project.provide('temporalAddress', temporal.address);
  project.provide('temporalNamespace', NAMESPACE);
  project.provide('testServerPath', testServerPath);
  project.provide('bundlePath', bundlePath);
  return async () => {
    await temporal.stop();
    await server.stop(() => dropTemplateAndClones(template.url));
    rmSync(home, { recursive: true, force: true });
  };
}

async function databaseServer(home: string, log: (sentence: string) => void) {
  const outer = process.env.DATABASE_URL;
  if (outer !== undefined && outer !== '') return { url: outer, stop: (clear: () => Promise<void>) => clear() };
  const own = await startPostgres({ dataDir: home, log, durable: false });
  return { url: own.url, stop: () => own.stop() };
}

async function clearAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const home = join(tmpdir(), name);
    const found = statSync(home, { throwIfNoEntry: false });
    if (found === undefined || found.uid !== process.getuid?.() || Date.now() - found.mtimeMs < SETTLED_MS) continue;
    if (livePid(join(home, OWNER)) !== null) continue;
    await stopTemporal(home);
    await stopPostgres(home);
    rmSync(home, { recursive: true, force: true });
  }
}
