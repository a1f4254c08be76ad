import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Found } from '../../../audit/cli/commands.ts';
import { withGivenSeals } from '../../../audit/cli/given-seals.ts';
import { verifyInProcesses } from '../../../audit/cli/processes.ts';
import { verifyAllCommand, verifyCommand } from '../../../audit/cli/verify-command.ts';
import { at } from '../../../audit/history/history-json.ts';
import { keysFolder, signerAt } from '../../../audit/seals/keys.ts';
import { NoSealFolder, sealText } from '../../../audit/seals/read.ts';
import { sealHeads } from '../../../audit/seals/run.ts';
import type { Opened } from '../../../audit/cli/sources.ts';
import { connect } from '../../../db/client.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { exampleOf, handInPicture } from '../api/hazard-bodies.ts';
import { apiSystem, textOf, type ApiSystem } from '../api/system.ts';
import { sealSettings } from '../../support/seals.ts';
import { headOf, sealChain } from '../../unit/audit/seals/chains.ts';
import { temporalAddress, workflowBundle } from '../../support/system.ts';

const PATIENCE_MS = 120_000;
const gone = 'haz-gone' as MatterId;

let system: ApiSystem;
let sources: Opened;
let ids: MatterId[];
let url: string;

beforeAll(async () => {
  system = await apiSystem();
  await system.startWorker();
  await handInPicture(system);
  const reporter = await system.as('chengguan-jb');
  ids = [];
  for (let i = 0; i < 3; i += 1)
    ids.push(textOf(await reporter.send('/v1/hazards', exampleOf('Report')), 'id') as MatterId);
  const { host, port, user, pass, database } = system.db.sql.options;
  url = `postgres://${user}:${encodeURIComponent(String(pass))}@${String(host[0])}:${String(port[0])}/${database}`;
  Object.assign(process.env, {
    DATABASE_URL: url,
    TEMPORAL_ADDRESS: temporalAddress(),
    TEMPORAL_NAMESPACE: system.temporal.namespace,
    SEAL_DIR: `${tmpdir()}/no-seals`,
  });
  sources = { ...system, seal: { dir: `${tmpdir()}/no-seals` }, close: () => Promise.resolve() };
}, PATIENCE_MS);
afterAll(() => system.close());

async function inProcesses(wanted: readonly MatterId[], processes: number) {
  const seen: string[] = [];
  const unverified = await verifyInProcesses(wanted, { code: workflowBundle().code, processes }, ({ id, ok }) => {
    if (ok) seen.push(id);
  });
  return { seen: seen.toSorted(), unverified };
}

describe('an audit in several processes', () => {
  it('verifies every matter once', { timeout: PATIENCE_MS }, async () => {
    expect(await inProcesses(ids, 2)).toEqual({ seen: ids.toSorted(), unverified: [] });
  });

  it('names what a process that could not go on has left unverified', { timeout: PATIENCE_MS }, async () => {
    const { unverified } = await inProcesses([gone], 2);
    expect(unverified).toEqual([{ ids: [gone], why: `没有事项 ${gone}` }]);
  });

  it('of which all die is no success', { timeout: PATIENCE_MS }, async () => {
    process.env['DATABASE_URL'] = 'nonsense';
    const many = Array.from({ length: 40 }, (_, i) => `haz-${i.toString()}` as MatterId);
    const { seen, unverified } = await inProcesses(many, 1);
    process.env['DATABASE_URL'] = url;
    expect(seen).toEqual([]);
    expect(unverified.flatMap((one) => one.ids).toSorted()).toEqual([...many].toSorted());
  });
});

describe('verify --all', () => {
  it('is one object over all matters and all records', { timeout: PATIENCE_MS }, async () => {
    const found = await verifyAllCommand(sources, undefined);
    expect(found.lines.at(-1)).toBe('共核验 3 件，一致 3 件，不一致 0 件');
    const records = ['trail', 'registers', 'bundles', 'seals'].map((id) => ({ id, ok: true }));
    expect(found).toMatchObject({ ok: true, json: { ok: true, checked: 3, verdicts: [], records } });
  });

  it('takes a number of processes, and no other word for it', async () => {
    expect(await verifyCommand(sources, [ids[0] ?? ''], 'two')).toMatchObject({ ok: false });
    expect(await verifyCommand(sources, [ids[0] ?? ''], '0')).toMatchObject({ ok: false });
  });
});

describe('the seals that a verification rests on', () => {
  const settings = sealSettings();
  const run = async (copy: string | null, ...keys: string[]) =>
    await verifyCommand(withGivenSeals(sources, copy, keys), ids, '2');
  const notesOf = ({ json }: Found) => at(json, 'notes');

  it('are none where none lie, which is said', { timeout: PATIENCE_MS }, async () => {
    const found = await run(null);
    expect([found.ok, notesOf(found)]).toEqual([true, [expect.stringContaining('没有封签可核对')]]);
  });

  it('are a copy that is named, by keys from elsewhere or those in it', { timeout: PATIENCE_MS }, async () => {
    expect(await sealHeads(system.db, settings, { error: () => undefined })).toBe(0);
    const { id, publicKey } = signerAt(settings.keyFile);
    const newest = expect.stringContaining('最新为第 1 号封签');
    const own = await run(settings.dir);
    expect([own.ok, notesOf(own)]).toEqual([true, [newest, expect.stringContaining(`公钥 ${id} 取自封签文件夹`)]]);
    const pem = `${settings.keyFile}.pub`;
    writeFileSync(pem, publicKey);
    for (const key of [id, pem]) {
      const found = await run(settings.dir, key);
      expect([found.ok, notesOf(found)]).toEqual([true, [newest, expect.stringContaining(`以所给的公钥 ${id} 核对`)]]);
    }
    expect(() => withGivenSeals(sources, `${settings.dir}-nowhere`, [])).toThrow(NoSealFolder);
  });

  it('accuse, in every process, and only where the key is believed', { timeout: PATIENCE_MS }, async () => {
    const strange = await run(settings.dir, '0123456789abcdef');
    expect(strange).toMatchObject({
      ok: false,
      json: { records: [{ id: 'seals', first: { witness: 'seal', seq: 1 } }] },
    });
    const [id = gone] = ids;
    const twin = sealSettings();
    const forger = signerAt(twin.keyFile);
    const [doc] = sealChain([{ signer: forger, heads: [headOf(id, 1)] }]);
    if (doc === undefined) throw new Error('no seal');
    mkdirSync(keysFolder(twin.dir), { recursive: true });
    writeFileSync(join(keysFolder(twin.dir), `${forger.id}.pem`), forger.publicKey);
    writeFileSync(join(twin.dir, '00000001.json'), sealText(doc));
    const accused = await run(twin.dir, forger.id);
    expect(accused).toMatchObject({ ok: false, json: { verdicts: [{ id, first: { witness: 'ledger', seq: 1 } }] } });
    expect(at((await run(twin.dir, '0123456789abcdef')).json, 'verdicts')).toEqual([]);
  });

  it('that are not sound are a finding, also of a single matter', { timeout: PATIENCE_MS }, async () => {
    const file = join(settings.dir, '00000001.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"size":', '"size":1'));
    const found = await verifyCommand(withGivenSeals(sources, settings.dir, []), ids.slice(0, 1), '1');
    expect(found).toMatchObject({ ok: false, json: { records: [{ first: { witness: 'seal', seq: 1 } }] } });
    expect(found.lines.join()).toContain('签名不对');
  });
});

describe('a matter that was deleted', () => {
  it('is found by verify --all while only Temporal still knows it', { timeout: PATIENCE_MS }, async () => {
    const [first = gone] = ids;
    const owner = connect(url, { max: 1, settings: { role: 'none' } });
    await owner.sql.begin(async (sql) => {
      await sql`alter table ledger disable trigger all`;
      await sql`delete from ledger where matter_id = ${first}`;
      await sql`delete from matters where id = ${first}`;
      await sql`alter table ledger enable always trigger ledger_append_only`;
    });
    await owner.end();
    const found = await verifyAllCommand(sources, '1');
    expect(found).toMatchObject({
      ok: false,
      json: { verdicts: [{ id: first, first: { witness: 'ledger', seq: 1 } }] },
    });
  });
});
