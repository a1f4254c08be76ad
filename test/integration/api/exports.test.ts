import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { exportCommand } from '../../../audit/cli/export-commands.ts';
import { codeOf } from '../../../audit/code.ts';
import { bundleAt } from '../../../audit/exported/place.ts';
import { verifyExport } from '../../../audit/exported/verify-export.ts';
import { sha256 } from '../../../db/chain.ts';
import { clearExports } from '../../../db/exported-matters.ts';
import { workflowBundle } from '../../support/system.ts';
import { handInPicture, hazardAfter } from './hazard-bodies.ts';
import { apiSystem, textOf, type Answered, type ApiSystem } from './system.ts';

const folder = mkdtempSync(join(tmpdir(), 'bihuan-exports-'));
let system: ApiSystem;
let url: string;
let made: Answered;

beforeAll(async () => {
  system = await apiSystem();
  await handInPicture(system);
  await system.startWorker();
  url = await hazardAfter(system, ['Verify']);
  made = await over(await ordered('first'));
}, 120_000);
afterAll(async () => {
  await system.close();
  rmSync(folder, { recursive: true });
});

async function ordered(key: string, username = 'shenji', of = url): Promise<Answered> {
  const caller = await system.as(username);
  return caller.inject({ method: 'POST', url: `${of}/exports`, headers: { 'idempotency-key': key } });
}

async function over(answer: Answered): Promise<Answered> {
  const caller = await system.as('shenji');
  return await vi.waitFor(
    async () => {
      const found = await caller.get(`/v1/exports/${textOf(answer, 'id')}`);
      expect(found.body['status']).not.toBe('running');
      return found;
    },
    { timeout: 60_000, interval: 100 },
  );
}

/** The file of the bundle, laid down somewhere. */
async function downloaded(): Promise<{ readonly answer: Answered; readonly place: string }> {
  const answer = await (await system.as('shenji')).get(`/v1/exports/${textOf(made, 'id')}/file`);
  const place = join(folder, 'matter.zip');
  writeFileSync(place, answer.raw);
  return { answer, place };
}

describe('a bundle by HTTP', () => {
  it('is accepted at once, and stands at its address with its verdict', async () => {
    const again = await ordered('first');
    expect(again.status).toBe(202);
    expect(again.headers['location']).toBe(`/v1/exports/${textOf(made, 'id')}`);
    expect(again.body).toEqual({ id: textOf(made, 'id') });
    expect(made.body).toMatchObject({
      matter: { id: url.slice('/v1/hazards/'.length), kind: 'hazard', number: expect.stringMatching(/^YH-/) },
      status: 'done',
      verdict: { ok: true, first: null },
      hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      error: null,
    });
  });

  it('is a zip with the hash that was said, which verifies far from the system', async () => {
    const { answer, place } = await downloaded();
    expect(answer.headers['content-type']).toBe('application/zip');
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="YH-[0-9-]+\.zip"$/);
    expect(`sha256:${sha256(answer.raw)}`).toBe(made.body['hash']);
    expect(answer.raw.length).toBe(made.body['size']);
    expect(await verifyExport(place, codeOf(workflowBundle().code))).toMatchObject({ ok: true, first: null });
  });

  it('holds the files that the hazard cites, who held which post, and what the trail says', async () => {
    const { files } = await bundleAt((await downloaded()).place);
    const read = (name: string) => JSON.parse(String(files.get(name))) as unknown;
    const cited = read('evidence.json') as { id: string; kept: boolean; ledger: number[]; type: string }[];
    expect(cited).toMatchObject([{ kept: true, type: 'image/png', ledger: expect.arrayContaining([1]) }]);
    expect(
      files
        .get(`evidence/${cited[0]?.id.slice(7) ?? ''}`)
        ?.subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    const names = read('names.json') as { posts: { held: { person: string }[] }[]; people: { name: string }[] };
    expect(names.posts.some(({ held }) => held.length > 0)).toBe(true);
    expect(names.people.every(({ name }) => /\p{Script=Han}/u.test(name))).toBe(true);
    expect(JSON.stringify(names)).not.toMatch(/phone|certificate/);
    expect(String(files.get('index.html'))).toContain(names.people[0]?.name);
  });

  it('is told to the trail once, and the next bundle says so', async () => {
    const subject = `hazard/${url.slice('/v1/hazards/'.length)}`;
    const told = await system.db.sql`
      select data from trail where type = 'EvidenceExported' and subject = ${subject} and not data ? 'download'`;
    expect(told).toEqual([{ data: { export: textOf(made, 'id'), hash: made.body['hash'], ok: true } }]);
    const next = await over(await ordered('next'));
    const { raw } = await (await system.as('shenji')).get(`/v1/exports/${textOf(next, 'id')}/file`);
    const place = join(folder, 'next.zip');
    writeFileSync(place, raw);
    expect(String((await bundleAt(place)).files.get('trail.json'))).toContain('EvidenceExported');
    expect(await verifyExport(place, codeOf(workflowBundle().code))).toMatchObject({ ok: true });
  });

  it('tells the trail of every download, and who it was', async () => {
    const downloads = () => system.db.sql`
      select subject, actor ->> 'role' as role, data from trail
      where type = 'EvidenceExported' and data ? 'download' and data ->> 'export' = ${textOf(made, 'id')}`;
    const before = (await downloads()).length;
    await downloaded();
    await downloaded();
    const told = await downloads();
    expect(told).toHaveLength(before + 2);
    const data = { export: textOf(made, 'id'), hash: made.body['hash'], download: true };
    expect(told.at(-1)).toEqual({ subject: `hazard/${url.slice('/v1/hazards/'.length)}`, role: 'auditor', data });
  });

  it('of another matter needs another key', async () => {
    const other = await hazardAfter(system, []);
    const answer = await ordered('first', 'shenji', other);
    expect([answer.status, answer.body['code']]).toEqual([422, 'KeyUsedForOther']);
  });

  it('that is not made yet has no file', async () => {
    await system.db.sql`
      insert into exported_matters (id, matter_id, by, at, status)
      select 'exp-waiting', matter_id, by, at, 'running' from exported_matters limit 1`;
    await system.db.sql`
      insert into jobs (matter_id, kind, key, type, payload, done_at)
      select matter_id, 'hazard', 'export-exp-waiting', 'Export', '{}', now() from exported_matters limit 1`;
    const caller = await system.as('shenji');
    expect((await caller.get('/v1/exports/exp-waiting')).body).toMatchObject({
      status: 'running',
      size: null,
      fileUntil: null,
    });
    expect((await caller.get('/v1/exports/exp-waiting/file')).status).toBe(404);
    await system.db.sql`update exported_matters set status = 'failed' where id = 'exp-waiting'`;
  });

  it('is kept for seven days, which it says, and then has no file', async () => {
    const { sql } = system.db;
    const caller = await system.as('shenji');
    const old = await over(await ordered('old'));
    const id = textOf(old, 'id');
    const keptFor = (answer: Answered) =>
      Date.parse(textOf(answer, 'fileUntil')) - Date.parse(textOf(answer, 'finishedAt'));
    expect(keptFor(old)).toBe(7 * 86_400_000);
    await sql`update exported_matters set finished_at = now() - interval '6 days 23 hours' where id = ${id}`;
    expect(await clearExports(system.db)).toBe(0);
    expect((await caller.get(`/v1/exports/${id}/file`)).status).toBe(200);
    await sql`update exported_matters set finished_at = now() - interval '7 days 1 second' where id = ${id}`;
    expect([await clearExports(system.db), await clearExports(system.db)]).toEqual([1, 0]);
    expect((await caller.get(`/v1/exports/${id}/file`)).status).toBe(404);
    expect((await caller.get(`/v1/exports/${id}`)).body).toMatchObject({ status: 'done', hash: old.body['hash'] });
    expect((await caller.get(`/v1/exports/${textOf(made, 'id')}/file`)).status).toBe(200);
  });

  it('waits for eight others at most', async () => {
    await system.db.sql`
      insert into exported_matters (id, matter_id, by, at, status)
      select 'exp-busy-' || n, 'haz-x', 'x', now(), 'running' from generate_series(1, 8) n`;
    const answer = await ordered('ninth');
    expect([answer.status, answer.body['code']]).toEqual([429, 'TooManyRequests']);
    expect((await ordered('first')).status).toBe(202);
    await system.db.sql`delete from exported_matters where id like 'exp-busy-%'`;
  });

  it('is refused of what is not there, and without a key', async () => {
    expect((await ordered('none', 'shenji', '/v1/hazards/haz-none')).status).toBe(404);
    expect((await ordered('', 'shenji')).body['code']).toBe('IdempotencyKeyRequired');
    const caller = await system.as('shenji');
    for (const address of ['/v1/exports/exp-none', '/v1/exports/exp-none/file'])
      expect((await caller.get(address)).body['code']).toBe('NotFound');
  });

  it.each(['anweiban', 'chengguan-jb'])('is not for %s, in any way', async (username) => {
    const caller = await system.as(username);
    const id = textOf(made, 'id');
    for (const answer of [
      await ordered('theirs', username),
      await caller.get(`/v1/exports/${id}`),
      await caller.get(`/v1/exports/${id}/file`),
    ])
      expect([answer.status, answer.body['code']]).toEqual([403, 'Forbidden']);
  });
});

const CLI = fileURLToPath(new URL('../../../audit/cli/main.ts', import.meta.url));
/** Whoever opens a connection all the same hears of it. */
const NO_NETWORK = `data:text/javascript,${encodeURIComponent(
  "import net from 'node:net'; net.Socket.prototype.connect = () => { throw new Error('there is no network'); };",
)}`;

/** Runs the auditor's command line in an empty folder, where no server, no database and no network is. */
async function stranger(...args: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  const cwd = mkdtempSync(join(folder, 'empty-'));
  const { PATH, HOME } = process.env;
  const child = spawn(
    process.execPath,
    ['--import', NO_NETWORK, '--import', import.meta.resolve('tsx'), CLI, ...args],
    { cwd, env: { PATH, HOME, DATA_DIR: cwd }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const out of [child.stdout, child.stderr]) out.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  expect(readdirSync(cwd)).toEqual([]);
  return { code, said };
}

describe('a stranger with the bundle alone', () => {
  it('verifies it by one command, and a copy with one byte changed does not pass', async () => {
    const { answer, place } = await downloaded();
    const good = await stranger('verify', '--offline', place);
    expect(good).toMatchObject({ code: 0, said: expect.stringContaining('一致 1 件，不一致 0 件') });
    expect(good.said).toContain('历史与台账被同样改动的，看不出来');
    const bytes = Buffer.from(answer.raw);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    const copy = join(folder, 'copy.zip');
    writeFileSync(copy, bytes);
    expect(await stranger('verify', '--offline', copy)).toMatchObject({ code: 1, said: expect.stringContaining('✗') });
  }, 120_000);

  it('hears what a key must be, and that nothing is sealed by it', async () => {
    const { place } = await downloaded();
    const wrong = await stranger('verify', '--offline', place, '--trust-key', 'mine');
    expect(wrong).toMatchObject({ code: 1, said: expect.stringContaining('--trust-key 须为公钥文件') });
    const unsealed = await stranger('verify', '--offline', place, '--trust-key', '0123456789abcdef');
    expect(unsealed).toMatchObject({ code: 1, said: expect.stringContaining('证据包中没有封签') });
  }, 120_000);
});

describe('the command line’s export', () => {
  it('writes a folder or a zip, and the trail hears of it', async () => {
    const { db, temporal, archive } = system;
    const opened = { db, temporal, archive, seal: { dir: folder }, close: () => Promise.resolve() };
    const id = url.slice('/v1/hazards/'.length);
    for (const out of [join(folder, 'cli'), join(folder, 'cli.zip')]) {
      const { ok, lines } = await exportCommand(opened, id, out);
      expect({ ok, first: lines[0] }).toEqual({ ok: true, first: `已导出 ${id} 到 ${out}` });
      expect((await bundleAt(out)).files.has('index.html')).toBe(true);
    }
    expect(readFileSync(join(folder, 'cli', 'README.md'), 'utf8')).toMatch(/编号：YH-.*\n(?:.*\n)*.*描述：/);
    const told =
      await db.sql`select data from trail where actor ->> 'process' = 'audit' and subject = ${`hazard/${id}`}`;
    expect(told).toEqual([1, 2].map(() => ({ data: { matterFile: expect.stringMatching(/^sha256:/), ok: true } })));
    const standing = readFileSync(join(folder, 'cli.zip'));
    await expect(exportCommand(opened, id, join(folder, 'cli.zip'))).rejects.toThrow(/^.*cli\.zip 已经存在，不予覆盖/);
    expect(readFileSync(join(folder, 'cli.zip')).equals(standing)).toBe(true);
    const nowhere = exportCommand(opened, id, join(folder, 'none', 'a.zip'));
    await expect(nowhere).rejects.toThrow(/^证据包无法写入 .*（所在的文件夹不存在）$/);
    vi.stubEnv('BIHUAN_USER', '3302');
    await exportCommand(opened, id, join(folder, 'named.zip'));
    vi.unstubAllEnvs();
    const [last] = await db.sql`select actor from trail where type = 'EvidenceExported' order by seq desc limit 1`;
    expect(last).toEqual({ actor: { process: 'audit', user: '3302' } });
  }, 120_000);
});
