import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect, type Db } from '../../db/client.ts';
import { documentById, documentsOfMatter } from '../../db/documents/document.ts';
import { editionsOf } from '../../db/documents/editions.ts';
import { drivenByPaper } from '../support/hazard-papers.ts';
import { freshDatabase, temporalAddress, temporalNamespace } from '../support/system.ts';
import { askedPaper } from '../integration/documents/papers.ts';
import { HAZARD, keepStory, prepare } from '../integration/documents/drawn-story.ts';

const PATIENCE = { timeout: 90_000 };
const SIX = [0, 1, 2, 3, 4, 5];

let url: string;
let db: Db;
let home: string;
const running: ChildProcess[] = [];
beforeEach(async () => {
  url = await freshDatabase();
  db = connect(url);
  home = mkdtempSync(join(tmpdir(), 'bihuan-documents-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map(killed));
  await db.end();
  rmSync(home, { recursive: true, force: true });
});

function start(entry: string, env: Readonly<Record<string, string>>): ChildProcess {
  const file = fileURLToPath(new URL(entry, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    env: { ...process.env, ...env, TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

async function numbers(): Promise<number[]> {
  const rows = await db.sql<{ number: string }[]>`select number from documents where number is not null`;
  return rows.map(({ number }) => Number(/〕(\d+)号$/.exec(number)?.[1])).sort((a, b) => a - b);
}

describe('documents that are numbered by processes that are killed', () => {
  test('have no gap and no number twice, thirty at once', PATIENCE, async () => {
    const ids: string[] = [];
    for (let n = 1; n <= 30; n += 1) ids.push((await askedPaper(db, n)).id);
    const five = (i: number) => ids.slice(5 * i, 5 * i + 5);
    const numbering = (i: number, stop: string) =>
      start('./numbering-process.ts', { NUMBERING_DATABASE: url, NUMBERING_IDS: five(i).join(), NUMBERING_STOP: stop });
    // Each has drawn a number for its third document when it dies; those behind it wait for that row until then.
    const children = SIX.map((i) => ({ child: numbering(i, five(i)[2] ?? ''), i }));
    const dead = children.map(async ({ child }) => {
      if (child.stdout !== null) await once(child.stdout, 'data');
      await killed(child);
    });
    await Promise.all(dead);
    expect(await numbers()).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    const again = SIX.map((i) => once(numbering(i, ''), 'exit'));
    expect((await Promise.all(again)).map(([code]) => code as unknown)).toEqual(SIX.map(() => 0));
    expect(await numbers()).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  });
});

describe('a document whose process is killed while it is printed', () => {
  test('has the same number and content when another one has drawn it, once', PATIENCE, async () => {
    await prepare(db);
    await keepStory(db, drivenByPaper('assigned'));
    const [asked] = await documentsOfMatter(db, HAZARD);
    const id = asked?.id ?? '';
    const found = async () => await documentById(db, id);
    const settings = { address: temporalAddress(), namespace: temporalNamespace(), apiKey: null, tls: null };
    const env = { DRAWING_DATABASE: url, DRAWING_TEMPORAL: JSON.stringify(settings), DRAWING_HOME: home };
    const first = start('./drawing-process.ts', env);
    // Its number is drawn, and the press takes a second to start.
    await expect.poll(async () => (await found())?.number ?? null, { ...PATIENCE, interval: 5 }).not.toBeNull();
    await killed(first);
    const before = await found();
    expect(before).toMatchObject({ state: 'asked', edition: 0 });
    start('./drawing-process.ts', env);
    await expect.poll(async () => (await found())?.state, PATIENCE).toBe('drawn');
    const after = await found();
    expect(after).toMatchObject({ number: before?.number, content: before?.content, contentHash: before?.contentHash });
    expect(await editionsOf(db, id)).toHaveLength(1);
    const told = await db.sql`select 1 from jobs where payload ->> 'event' = 'DocumentDrawn'`;
    expect(told).toHaveLength(1);
  });
});
