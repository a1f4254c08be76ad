import { WorkflowNotFoundError } from '@temporalio/client';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment } from '../../config/environment.ts';
import { storeOf } from '../../db/archive/store.ts';
import { connect } from '../../db/client.ts';
import { connectTemporal } from '../../delivery/connect.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Audited } from '../auditor.ts';
import { UnknownMatter } from '../evidence.ts';
import { subjectsOf, TOLD_OF_MATTERS } from '../noted.ts';
import { sealIndexAt } from '../seal-index.ts';

/** The sources of a running system, to be closed after use. */
export interface Opened extends Audited {
  close(): Promise<void>;
}

/** Thrown when no system is running and none is named; the message says what to do. */
export class NothingRunning extends Error {}

/** Where the launcher writes down what it started, in `DATA_DIR`. */
const RUN_FILE = 'run.json';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Connects to what the environment names, else to what the launcher runs in `DATA_DIR`. Throws `NothingRunning`. */
export async function openSources(env: NodeJS.ProcessEnv = process.env): Promise<Opened> {
  const settings = environment({ ...env, ...(env['DATABASE_URL'] && env['TEMPORAL_ADDRESS'] ? {} : running(env)) });
  const db = connect(settings.databaseUrl, { max: 8, name: 'bihuan-audit' });
  const temporal = await connectTemporal(settings);
  return {
    db,
    temporal,
    archive: storeOf(db, settings.archiveDir),
    seal: { dir: resolve(ROOT, settings.seal.dir) },
    close: async () => {
      await temporal.close();
      await db.end();
    },
  };
}

/**
 * The id of a matter named by its id or by its number, also of one that was deleted, as long as anything knows it: the
 * archive, a command that was heard, the trail, a seal, Temporal. Throws `UnknownMatter`.
 */
export async function matterNamed({ db, temporal, seal }: Opened, name: string): Promise<MatterId> {
  const [row] = await db.sql<{ id: MatterId }[]>`
    select id from (
      select 1 as place, id from matters where id = ${name} or number = ${name}
      union all select 2, matter_id from ledger where matter_id = ${name}
      union all select 3, matter_id from histories where matter_id = ${name}
      union all select 4, matter_id from commands
        where outcome = 'done' and (matter_id = ${name} or opens and command #>> '{opening,number}' = ${name})
      union all select 5, substr(subject, strpos(subject, '/') + 1) from trail
        where subject = any(${subjectsOf(name)}) and type = any(${TOLD_OF_MATTERS})
    ) known order by place limit 1`;
  if (row !== undefined) return row.id;
  const id = name as MatterId;
  const isSealed = Array.from(sealIndexAt(seal.dir).matters()).includes(name);
  if (isSealed || (await hasRun(temporal, id))) return id;
  throw new UnknownMatter(`没有事项 ${name}`);
}

async function hasRun({ client }: Opened['temporal'], id: MatterId): Promise<boolean> {
  try {
    await client.workflow.getHandle(id).describe();
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

function running(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const file = join(resolve(ROOT, env['DATA_DIR'] ?? '.data'), RUN_FILE);
  if (!existsSync(file))
    throw new NothingRunning(
      `没有找到运行中的系统（${file}）：请先 npm start，或设置 DATABASE_URL 与 TEMPORAL_ADDRESS`,
    );
  return JSON.parse(readFileSync(file, 'utf8')) as NodeJS.ProcessEnv;
}
