import { resolve } from 'node:path';
import { takeFolder } from './lock.mjs';
import { ROOT } from './place.mjs';
import { startPostgres } from './postgres.mjs';

/** The folder in which `npm start` keeps everything. */
export function dataFolder() {
  const given = (process.env.DATA_DIR ?? '').trim();
  return resolve(ROOT, given === '' ? '.data' : given);
}

/**
 * Does something with the embedded database of a data folder alone, while nothing else runs there; makes the database
 * when there is none. Throws a set-up failure when a launcher keeps the folder.
 * @param {string} dataDir
 * @param {(env: NodeJS.ProcessEnv) => Promise<number>} work
 */
export async function onEmbedded(dataDir, work) {
  const folder = await takeFolder(dataDir);
  try {
    const postgres = await startPostgres({ dataDir, log: console.error });
    try {
      return await work({ ...process.env, DATA_DIR: dataDir, DATABASE_URL: postgres.url });
    } finally {
      await postgres.stop();
    }
  } finally {
    folder.giveBack();
  }
}
