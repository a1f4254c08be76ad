import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditorOf, type Auditor } from '../../../audit/auditor.ts';
import { sealIndex } from '../../../audit/seal-index.ts';
import { verify } from '../../../audit/verify.ts';
import { appendTrail } from '../../../db/trail.ts';
import { storeOf } from '../../../db/archive/store.ts';
import { appendArchived } from '../../../db/archive.ts';
import { chained, type ChainedEvent } from '../../../db/chain.ts';
import { asJson, type Sql } from '../../../db/client.ts';
import { instantOf, msOf } from '../../../workflows/kernel/instant.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { workflowBundle } from '../../support/system.ts';
import { keysOf, sealChain, signerOf } from '../../unit/audit/seals/chains.ts';
import { fileOf, importSystem, yearRows, type ImportSystem } from './import-system.ts';

let system: ImportSystem;
let auditor: Auditor;
let real: ChainedEvent & { id: MatterId };
const invented = 'haz-invented' as MatterId;

beforeAll(async () => {
  system = await importSystem();
  const content = await fileOf(yearRows().filter((row) => row.整改状态 === '已销号').slice(0, 3)); // prettier-ignore
  expect(await system.bring(content, 'ledger.csv')).toMatchObject({ archived: 3, errors: [] });
  const { db, temporal } = system.ctx;
  const sources = { db, temporal, archive: storeOf(db, null), seal: { dir: `${tmpdir()}/no-seals` } };
  auditor = auditorOf(sources, workflowBundle().code);
  const [row] = await db.sql<(typeof real)[]>`
    select matter_id as id, seq, type, event_version as "eventVersion", at, heard_at as "heardAt", command_id as "commandId",
      actor, data from ledger order by matter_id limit 1`;
  if (row === undefined) throw new Error('nothing was imported');
  real = row;
}, 60_000);
afterAll(() => system.close());

/** A closed row that nobody handed in: ledger, projection and import record all say the same. */
async function invent(sql: Sql): Promise<void> {
  const { id, ...event } = real;
  const [known] = await sql<{ number: string }[]>`select number from matters where id = ${id}`;
  const text = JSON.stringify(event.data).replaceAll(known?.number ?? '', '云隐〔2026〕999999号');
  const data = JSON.parse(text) as { from: { body: object } };
  Object.assign(data.from, { row: 99 });
  Object.assign(data.from.body, { row: 99, description: '从未有过的隐患' });
  await appendArchived(system.db, 'hazard', [{ matterId: invented, event: { ...event, commandId: 'c-99', data } }]);
  await sql`
    insert into import_rows select (jsonb_populate_record(r, ${asJson(sql, { row: 99, matter_id: invented, matter_number: 'X', by_number: 'X', by_content: 'X' })})).*
    from import_rows r where matter_id = ${id}`;
  await sql`
    update import_rows set payload = jsonb_set(jsonb_set(payload, '{ledgerRow,row}', '99'), '{ledgerRow,description}', '"从未有过的隐患"')
    where matter_id = ${invented}`;
}

it('a closed row that was invented with its import record is found, and the others stand', async () => {
  const { sql } = system.db;
  await invent(sql);
  expect((await verify(auditor, invented)).first).toMatchObject({
    witness: 'ledger',
    seq: 1,
    what: expect.stringContaining('来源行清单中没有这一事项'),
  });
  expect(await verify(auditor, real.id)).toMatchObject({ ok: true, first: null });
  const [staged] = await sql<{ data: { closed: number; rows: number } }[]>`
    select data from trail where type = 'ImportStaged'`;
  expect(staged?.data).toMatchObject({ rows: 3, closed: 3 });
});

it('a closed row whose ledger was written anew is the ledger’s forgery, and an altered import record is not', async () => {
  const { sql } = system.db;
  const id = real.id;
  await sql`alter table ledger disable trigger all`;
  const [kept] = await sql<{ prevHash: string; hash: string }[]>`
    select prev_hash as "prevHash", hash from ledger where matter_id = ${id}`;
  const { id: _, ...event } = { ...real, ...kept };
  const data = structuredClone(event.data) as { from: { body: object } };
  Object.assign(data.from.body, { description: '改过的隐患' });
  const [row] = chained(event.prevHash, [{ ...event, data }]);
  const set = (of: Pick<ChainedEvent, 'data' | 'hash'>) =>
    sql`update ledger set data = ${asJson(sql, of.data)}, hash = ${of.hash} where matter_id = ${id}`;
  if (row !== undefined) await set(row);
  const forged = await verify(auditor, id);
  await set(event);
  await sql`alter table ledger enable trigger all`;
  expect(forged.first).toMatchObject({ witness: 'ledger', seq: 1, what: expect.stringContaining('来源行') });
  await sql`
    update import_rows set payload = jsonb_set(payload, '{ledgerRow,description}', '"改过的来源"') where matter_id = ${id}`;
  expect((await verify(auditor, id)).first).toMatchObject({ witness: 'history', seq: 1 });
  const said = asJson(sql, (real.data as { from: { body: { description: string } } }).from.body.description);
  await sql`update import_rows set payload = jsonb_set(payload, '{ledgerRow,description}', ${said}) where matter_id = ${id}`;
});

it('a row that was heard long before a seal that lacks it is named, unless the trail tells of a restore', async () => {
  const signer = signerOf();
  const later = (hours: number) => ({ at: instantOf(msOf(real.heardAt) + hours * 3_600_000) });
  const [of] = await system.db.sql<{ hash: string }[]>`select hash from ledger where matter_id = ${real.id}`;
  const head = [`matter/${real.id}`, 1, of?.hash ?? ''] as const;
  const steps = [{ signer, heads: [], lie: later(2) }, { signer, heads: [head], lie: later(3) }]; // prettier-ignore
  const sealed = { ...auditor, seals: sealIndex(sealChain(steps), keysOf(signer)) };
  const verdict = await verify(sealed, real.id);
  expect(verdict.first).toMatchObject({ witness: 'ledger', seq: 1, what: expect.stringContaining('后来补入') });
  const at = later(2.5).at;
  await appendTrail(system.db, { at, type: 'Restored', actor: { process: 'restore' }, subject: null, data: {} });
  expect(await verify(sealed, real.id)).toMatchObject({ ok: true, notes: [expect.stringContaining('恢复或对账')] });
});
