import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { workflowCode, type WorkflowCode } from '../../audit/code.ts';
import { gather, type Evidence } from '../../audit/evidence.ts';
import { openSources, type Opened } from '../../audit/cli/sources.ts';
import { recordedIn } from '../../audit/history/recorded.ts';
import { madeWith } from '../../audit/releases/made-with.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { holdToAccount } from '../../scripts/demo/accountability-story.mjs';
import { closeOne } from '../../scripts/demo/closeout-story.mjs';
import { importLedger } from '../../scripts/demo/import-story.mjs';
import { climbLadder } from '../../scripts/demo/ladder-story.mjs';
import { PublicApi } from '../../scripts/demo/public-api.mjs';
import { Story } from '../../scripts/demo/story.mjs';
import { freePort } from '../../scripts/parts/process.mjs';
import { startSystem } from '../../scripts/parts/system.mjs';
import { keepRelease, refuseToRepeat } from './keep-release.ts';
import { savedPath, type SavedHistory } from './saved.ts';

// Makes a release of what lies here, for all that come after it (the version is that of package.json):
//   node --import tsx test/replay/save.ts --all
// tells all four stories on a fresh system of its own, in about a minute, and keeps their histories under
// test/replay/histories/<version>-<story>.json and the code that made them, with its lock file, under releases/.
const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } });
if (values.all) await saveAll();
else throw new Error('usage: save.ts --all');

/** Tells the four stories and keeps the release; nothing is kept when one of them does not hold. */
async function saveAll(): Promise<void> {
  refuseToRepeat(madeWith().version);
  const dataDir = mkdtempSync(join(tmpdir(), 'bihuan-save-'));
  const asked = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { asked.abort(); }); // prettier-ignore
  try {
    const { PATH, HOME, LANG } = process.env;
    const env = { ...present({ PATH, HOME, LANG }), DATA_DIR: dataDir, DEMO_COUNTY: 'registers', LOG_LEVEL: 'warn' };
    const log = (line: string) => void process.stdout.write(`${line}\n`);
    const port = await freePort();
    const system = await startSystem({ dataDir, host: '127.0.0.1', port, env, log, stopping: asked.signal });
    try {
      await Promise.race([tellAndSave(system.url, dataDir, env), once(asked.signal, 'abort')]);
    } finally {
      await system.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function tellAndSave(url: string, dataDir: string, env: NodeJS.ProcessEnv): Promise<void> {
  const api = new PublicApi(url, join(dataDir, 'demo-accounts.json'));
  const story = new Story(false, null);
  await api.learnWords();
  await importLedger(api, story);
  const { id: closed } = await closeOne(api, story);
  const climbed = await climbLadder(api, story);
  await holdToAccount(api, story, climbed);
  const failed = story.kept.find(({ held }) => !held);
  if (failed !== undefined) throw new Error(`a story did not hold, nothing was saved: ${failed.name}, ${failed.found}`);
  const sources = await openSources(env);
  try {
    const told = { closed, climbed, ...(await otherStories(sources)) };
    const found = await Promise.all(
      Object.entries(told).map(async ([name, id]) => ({ name, evidence: await gather(sources, id as MatterId) })),
    );
    save(await workflowCode(), found);
  } finally {
    await sources.close();
  }
}

/** The case of the highest rung, and a row that was open when it was imported. */
async function otherStories({ db }: Opened): Promise<{ case: string; imported: string }> {
  const [row] = await db.sql<{ case: string | null; imported: string | null }[]>`
    select (select min(id) from matters where kind = 'accountability') as case,
      (select min(id) from matters where kind = 'hazard' and imported and open) as imported`;
  if (row?.case == null || row.imported == null) throw new Error('no case or no open imported row');
  return { case: row.case, imported: row.imported };
}

/** All or nothing: a history that other code made would be none of this release. */
function save(code: WorkflowCode, found: readonly { readonly name: string; readonly evidence: Evidence }[]): void {
  const made = madeWith();
  const saved = found.map(({ name, evidence: { id, kind, history } }) => {
    const as = `${made.version}-${name}`;
    const build = history === null ? null : recordedIn(history).build;
    if (history === null || build !== code.hash)
      throw new Error(`${as} was made by ${String(build)}, not ${code.hash}`);
    return { as, history: { id, kind, history } satisfies SavedHistory };
  });
  for (const { as, history } of saved) writeFileSync(savedPath(as), `${JSON.stringify(history, impersonal)}\n`);
  const names = saved.map(({ as }) => as).sort();
  keepRelease(code, made, names);
  process.stdout.write(`release ${made.version}: ${code.hash}, ${names.join(', ')}\n`);
}

/** Which process on which machine took a task says nothing to a replay. */
function impersonal(key: string, value: unknown): unknown {
  if (key === 'identity') return undefined;
  return typeof value === 'string' && /^\d+@/.test(value) ? 'worker' : value;
}

function present(variables: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined));
}
