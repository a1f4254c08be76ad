import { Runtime } from '@temporalio/worker';
import { egressOf } from '../activities/egress/receivers.ts';
import { documentKeyFile, localSeal } from '../activities/documents/seal.ts';
import { portsOf } from '../activities/record.ts';
import { environmentOrExit, type Environment } from '../config/environment.ts';
import { processLog } from '../config/process-log.ts';
import { storeOf } from '../db/archive/store.ts';
import { connect } from '../db/client.ts';
import { secretsOrExit } from '../db/secret-key.ts';
import { connectTemporal } from '../delivery/connect.ts';
import { makeBundle } from './bundle.ts';
import { startDrawing } from './drawing.ts';
import { dutiesOf } from './duties.ts';
import { startKeeping } from './keep-bundle.ts';
import { temporalLogger } from './logger.ts';
import { startSchedules } from './schedules.ts';
import { startLoopWorker } from './temporal.ts';
import { startWatch } from './watch.ts';

/** After this the process ends whatever is still in hand: everything it does is done again by the next one. */
const STOP_MS = 13_000;

async function main(env: Environment): Promise<void> {
  const log = processLog('worker', env.logLevel);
  const logger = temporalLogger(log);
  // Signals are ours: the parts stop in order.
  Runtime.install({ logger, shutdownSignals: [] });
  const db = connect(env.databaseUrl, { name: 'bihuan worker', max: 16 });
  const temporal = await connectTemporal(env);
  const secrets = await secretsOrExit(env.secretKeyFile);
  const archive = storeOf(db, env.archiveDir);
  const ctx = { db, temporal, archive, seal: env.seal, secrets, egress: egressOf(env.egress) };
  const bundle = await makeBundle(logger);
  const watch = startWatch(ctx, bundle, log);
  const sealer = localSeal(documentKeyFile(env.seal.keyFile));
  const drawing = startDrawing({ db, temporal, publicUrl: env.publicUrl, sealer }, log);
  const keeping = startKeeping(db, bundle, log);
  const stopping = new AbortController();
  const ports = { ...portsOf(db, log), ...dutiesOf(ctx, log, stopping.signal) };
  const loops = startLoopWorker({ temporal: env.temporal, ports, bundle, log });
  const schedules = startSchedules(temporal, log);
  const stop = async (signal: string): Promise<void> => {
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_MS).unref();
    stopping.abort(new Error('the worker stops'));
    await Promise.all([loops.stop(), watch.stop(), drawing.stop(), keeping.stop(), schedules.stop()]);
    await temporal.close();
    await db.end();
    log.info({}, 'stopped');
    log.flush();
  };
  process.once('SIGTERM', (signal) => void stop(signal));
  process.once('SIGINT', (signal) => void stop(signal));
}

await main(environmentOrExit());
