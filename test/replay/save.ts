import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gather, type Evidence } from '../../audit/evidence.ts';
import { openSources, type Opened } from '../../audit/cli/sources.ts';
import { readExport } from '../../audit/exported/read.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { holdToAccount } from '../../scripts/demo/accountability-story.mjs';
import { closeOne } from '../../scripts/demo/closeout-story.mjs';
import { importLedger } from '../../scripts/demo/import-story.mjs';
import { climbLadder } from '../../scripts/demo/ladder-story.mjs';
import { PublicApi } from '../../scripts/demo/public-api.mjs';
import { Story } from '../../scripts/demo/story.mjs';
import { freePort } from '../../scripts/parts/process.mjs';
import { startSystem } from '../../scripts/parts/system.mjs';
import { savedPath, type SavedHistory } from './saved.ts';

// Keeps histories for the releases to come, under test/replay/histories/<release>-<story>.json.
// All four stories, told on a fresh system of its own, in about a minute (the release is that of package.json):
//   node --import tsx test/replay/save.ts --all
// One matter of any other system:
//   npm run audit -- export <matter> --out <folder>
//   node --import tsx test/replay/save.ts <folder> <release>-<story>
const { values, positionals } = parseArgs({
  options: { all: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [folder, name] = positionals;
if (values.all) await saveAll();
else if (folder !== undefined && name !== undefined) save(name, readExport(folder).evidence);
else throw new Error('usage: save.ts --all | save.ts <exported folder> <release>-<story>');

/** Tells the four stories and keeps the history of each; nothing is kept when one of them does not hold. */
async function saveAll(): Promise<void> {
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
  const closed = await closeOne(api, story);
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
    for (const { name, evidence } of found) save(`${release()}-${name}`, evidence);
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

function save(as: string, evidence: Evidence | null): void {
  if (evidence?.history == null) throw new Error(`${as} has no history`);
  const saved: SavedHistory = { id: evidence.id, kind: evidence.kind, history: evidence.history };
  writeFileSync(savedPath(as), `${JSON.stringify(saved, impersonal)}\n`);
  process.stdout.write(`saved ${as}: ${evidence.history.events.length.toString()} events\n`);
}

/** Which process on which machine took a task says nothing to a replay. */
function impersonal(key: string, value: unknown): unknown {
  if (key === 'identity') return undefined;
  return typeof value === 'string' && /^\d+@/.test(value) ? 'worker' : value;
}

function release(): string {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  return version;
}

function present(variables: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined));
}
