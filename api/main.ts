import { environmentOrExit, type Environment } from '../config/environment.ts';
import { processLog } from '../config/process-log.ts';
import { storeOf } from '../db/archive/store.ts';
import { secretsOrExit } from '../db/secret-key.ts';
import { connectTemporal } from '../delivery/connect.ts';
import { buildApp } from './app.ts';
import { apiDatabase } from './database.ts';

/** Calls that are under way at a stop get so long to end. */
const STOP_MS = 8_000;

async function main(env: Environment): Promise<void> {
  const log = processLog('api', env.logLevel);
  const db = apiDatabase(env.databaseUrl);
  const temporal = await connectTemporal(env);
  const archive = storeOf(db, env.archiveDir);
  const secrets = await secretsOrExit(env.secretKeyFile);
  const app = await buildApp({ db, temporal, archive, secrets, environment: env, log });
  const stop = async (signal: string): Promise<void> => {
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_MS).unref();
    await app.close();
    await db.end();
    // The connection to Temporal is not closed: while Temporal is away the client retries by timer, and a retry on a
    // closed channel throws outside of any promise (@temporalio/client 1.24, grpc-retry).
    process.exit(0);
  };
  process.once('SIGTERM', (signal) => void stop(signal));
  process.once('SIGINT', (signal) => void stop(signal));
  await app.listen({ host: env.host, port: env.port });
}

await main(environmentOrExit());
