import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { connect } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { seedCounty } from '../../db/seed/index.ts';
import { startPostgres } from '../../scripts/parts/postgres.mjs';
import { startTemporal } from '../../scripts/parts/temporal.mjs';
import { makeBundle } from '../../worker/bundle.ts';
import type { Place } from './system.ts';

const NAMESPACE = 'bihuan';

/** Works on a PostgreSQL and a Temporal of its own in a temporary folder; nothing of them is left, whatever happens. */
export async function onOwnParts<Result>(work: (place: Place) => Promise<Result>): Promise<Result> {
  const logger = new DefaultLogger('ERROR');
  Runtime.install({ logger });
  const dataDir = await mkdtemp(join(tmpdir(), 'bihuan-cost-'));
  const log = (sentence: string): void => {
    process.stderr.write(`${sentence}\n`);
  };
  const [postgres, temporal] = await Promise.allSettled([
    startPostgres({ dataDir, log, durable: false }),
    startTemporal({ dataDir, namespace: NAMESPACE, log }),
  ]);
  try {
    if (postgres.status === 'rejected') throw postgres.reason;
    if (temporal.status === 'rejected') throw temporal.reason;
    const { url } = postgres.value;
    await migrate(url);
    const db = connect(url, { max: 1, name: 'bench seed' });
    const accounts = await seedCounty(db).finally(() => db.end());
    const { code } = await makeBundle(logger);
    const { address } = temporal.value;
    return await work({ databaseUrl: url, accounts, temporal: { address, namespace: NAMESPACE }, bundle: { code } });
  } finally {
    for (const part of [temporal, postgres]) if (part.status === 'fulfilled') await part.value.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
