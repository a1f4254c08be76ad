import { copyFileSync, cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Found } from '../../../audit/cli/commands.ts';
import { sealsCommand } from '../../../audit/cli/seals-command.ts';
import { NothingRunning } from '../../../audit/cli/sources.ts';
import { NoSealFolder } from '../../../audit/seals/read.ts';
import { appendTrail } from '../../../db/trail.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import { temporalAddress, temporalNamespace } from '../../support/system.ts';
import { parcelId } from '../db/parcel-kind.ts';
import { sealedParcels, type Sealed } from './sealed-parcels.ts';

let it: Sealed;
let copy: string;
let key: string;
beforeAll(async () => {
  it = await sealedParcels();
  await it.write(1, 2);
  await it.run();
  copy = `${it.settings.dir}-copy`;
  cpSync(it.settings.dir, copy, { recursive: true });
  key = it.docs()[0]?.body.key ?? '';
  await it.run();
  await it.write(1, 4);
  await it.write(2, 0);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await it.close();
});
beforeEach(() => {
  const { options } = it.db.sql;
  const [host, port] = [options.host[0] ?? '', options.port[0] ?? 0];
  const [user, pass] = [options.user, typeof options.pass === 'string' ? options.pass : ''];
  vi.stubEnv('DATABASE_URL', `postgres://${user}:${pass}@${host}:${port.toString()}/${options.database}`);
  vi.stubEnv('TEMPORAL_ADDRESS', temporalAddress());
  vi.stubEnv('TEMPORAL_NAMESPACE', temporalNamespace());
  vi.stubEnv('SEAL_DIR', it.settings.dir);
});

/** As on a machine on which nothing runs. */
function nothingRuns(): void {
  vi.stubEnv('DATABASE_URL', '');
  vi.stubEnv('DATA_DIR', copy);
}

const jsonOf = ({ json }: Found) => json as Readonly<Record<string, unknown>>;

test('what is sealed stands, and what is not yet sealed is counted since when', async () => {
  const found = await sealsCommand(null, []);
  const last = it.docs()[1]?.body;
  expect(found.ok).toBe(true);
  expect(jsonOf(found)).toMatchObject({
    ok: true,
    seals: 2,
    last,
    differences: [],
    unsealed: { since: last?.at, ledger: 3, histories: 0, bundles: 0 },
    keys: [key],
    trusted: false,
  });
  expect(found.lines).toEqual([
    expect.stringContaining(`共 2 号封签，最后一号 2（${last?.at ?? ''}），覆盖`),
    `封签根 ${last?.root ?? ''}`,
    `注：公钥 ${key} 取自封签文件夹；以 --trust-key 核对另行取得的公钥`,
    expect.stringContaining(`最后一号封签（${last?.at ?? ''}）之后未封存：台账 3 条`),
  ]);
  expect(found.lines[3]).toContain('间隔 10 分钟');
});

test('a row that is changed is told in words, and the command is not ok', async () => {
  await it.tamper((sql) => sql`update ledger set hash = 'x' || hash where matter_id = ${parcelId(1)} and seq = 3`);
  const found = await sealsCommand(null, []);
  expect(found.ok).toBe(false);
  expect(found.lines[0]).toMatch(/^✗ 事项 par-000001 的台账第 3 条与第 1 号封签（.*）所封的不符$/);
  expect((await sealsCommand(copy, [])).ok).toBe(false);
  await it.tamper((sql) => sql`update ledger set hash = substr(hash, 2) where matter_id = ${parcelId(1)} and seq = 3`);
});

test('a copy that is kept elsewhere may end earlier, the folder itself may not', async () => {
  expect((await sealsCommand(copy, [])).ok).toBe(true);
  vi.stubEnv('SEAL_DIR', copy);
  expect((await sealsCommand(null, [])).lines[0]).toContain('封签文件夹止于第 1 号，数据库已到第 2 号');
});

test('a copy is checked on a machine on which nothing runs, and that is said', async () => {
  nothingRuns();
  const found = await sealsCommand(copy, []);
  expect([found.ok, jsonOf(found)['unsealed']]).toEqual([true, null]);
  expect(found.lines.at(-1)).toBe('注：没有连接数据库，只核对了封签本身');
  await expect(sealsCommand(null, [])).rejects.toThrow(NothingRunning);
  await expect(sealsCommand(join(copy, 'nowhere'), [])).rejects.toThrow(NoSealFolder);
});

test('a key that was obtained elsewhere is believed instead of those in the folder', async () => {
  nothingRuns();
  const pem = join(copy, 'keys', readdirSync(join(copy, 'keys'))[0] ?? '');
  const own = `${copy}.pem`;
  copyFileSync(pem, own);
  for (const trusted of [key, own]) {
    const found = await sealsCommand(copy, [trusted]);
    expect([found.ok, jsonOf(found)['trusted'], found.lines.length]).toEqual([true, true, 3]);
  }
  const other = await sealsCommand(copy, ['0123456789abcdef']);
  expect(other.lines[0]).toContain(`由不认识的密钥 ${key} 签名`);
  // The folder's own key is gone, and one that is named otherwise is none.
  writeFileSync(join(copy, 'keys', '0123456789abcdef.pem'), readFileSync(pem));
  rmSync(pem);
  expect((await sealsCommand(copy, [])).ok).toBe(false);
  expect((await sealsCommand(copy, [own])).ok).toBe(true);
});

test('seals that began anew are told where the system was in use before', async () => {
  const first = Date.parse(it.docs()[0]?.body.at ?? '');
  const signIn = (ms: number) =>
    appendTrail(it.db, { at: instantOf(first - ms), type: 'SignedIn', actor: {}, subject: null, data: {} });
  await signIn(3_599_000);
  expect((await sealsCommand(null, [])).ok).toBe(true);
  await signIn(3_601_000);
  const found = await sealsCommand(null, []);
  expect(jsonOf(found)['differences']).toMatchObject([
    { witness: 'seal', seq: 1, what: expect.stringContaining('从头作起') },
  ]);
  await it.tamper((sql) => sql`delete from trail where type = 'SignedIn'`);
});

test('another key is told, unless both were obtained elsewhere', async () => {
  const other = await sealedParcels();
  await other.run();
  renameSync(other.settings.keyFile, `${other.settings.keyFile}.old`);
  await other.run();
  nothingRuns();
  const { dir } = other.settings;
  const found = await sealsCommand(dir, []);
  expect(jsonOf(found)['differences']).toMatchObject([{ witness: 'seal', seq: 2 }]);
  expect(found.lines[0]).toContain('另一把密钥');
  const keys = other.docs().map(({ body }) => body.key);
  expect((await sealsCommand(dir, keys)).ok).toBe(true);
  expect((await sealsCommand(dir, keys.slice(0, 1))).ok).toBe(false);
  await other.close();
});

test('a head in a seal that was changed is not held against the ledger', async () => {
  const file = join(it.settings.dir, '00000001.json');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('"matter/par-000001",3', '"matter/par-000001",4'));
  const { differences } = jsonOf(await sealsCommand(null, []));
  expect(differences).toMatchObject([
    { witness: 'seal', seq: 1, what: expect.stringContaining('所附的链头与签名的不符') },
  ]);
  writeFileSync(file, text);
});

test('an empty folder has no seals, which is said', async () => {
  nothingRuns();
  for (const name of readdirSync(copy)) rmSync(join(copy, name), { recursive: true });
  const found = await sealsCommand(copy, []);
  expect([found.ok, found.lines[0]]).toEqual([true, '还没有封签']);
});
