import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { auditorOf, openJudges, type Judges } from '../../../audit/auditor.ts';
import type { Finding, Reconciled } from '../../../audit/reconcile/finding.ts';
import { reconcile } from '../../../audit/reconcile/run.ts';
import { sealIndex } from '../../../audit/seal-index.ts';
import { checkTrail } from '../../../audit/trail/check.ts';
import { verify } from '../../../audit/verify.ts';
import { storeOf } from '../../../db/archive/store.ts';
import { restore } from '../../../db/backup/restore.ts';
import { backup } from '../../../db/backup/write.ts';
import { connect, type Db } from '../../../db/client.ts';
import { shippedKind } from '../../../db/matters.ts';
import { projectionsApart, rebuild } from '../../../db/rebuild.ts';
import { connectTemporal, type Temporal } from '../../../delivery/connect.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { kindByName, KINDS } from '../../../workflows/kinds.ts';
import { handInPicture, hazardAfter, upload } from '../api/hazard-bodies.ts';
import { apiSystem, textOf, type ApiSystem } from '../api/system.ts';
import { temporalAddress, workflowBundle } from '../../support/system.ts';
import { cutHistory, deleteRun } from './older-temporal.ts';
import { asOwner, NO_FOLDERS, QUIET, scratch, type Scratch } from './scratch.ts';

/** What a matter, an append and the jobs wrote, without the moment of writing and the drawn ids of rows. */
const RECORDS: Readonly<Record<string, string>> = {
  ledger: `select matter_id, seq, kind, type, event_version, at, heard_at, command_id, actor, data, prev_hash, hash, found_on,
    region, sector, parent from ledger order by matter_id, seq`,
  matters: 'select * from matters order by id',
  commands: `select command_id, kind, matter_id, type, command, opens, via, outcome, version, refusal from commands
    where outcome = 'done' order by command_id`,
  jobs: 'select matter_id, kind, key, type, payload from jobs order by matter_id, key',
  numbers: 'select * from numbers order by series',
};

let before: ApiSystem;
let after: ApiSystem | null = null;
let home: Scratch;
let url: string;
let restored: string;
let db: Db;
let temporal: Temporal;
let judges: Judges;
/** Known to the backup and gone on since; opened since; not touched since. */
let gone: MatterId;
let fresh: MatterId;
let still: MatterId;
/** Handed in and cited since. */
let evidence: string;

const NOTE = Buffer.from('%PDF-1.4\n%%EOF\n');
const KEY = 'the-key-of-a-correction';
const CORRECTION = { field: '地点', value: '三号库', reason: '笔误' };
const VERIFIER = kindByName('hazard').face.commands['Verify']?.demo?.account ?? '';

beforeAll(async () => {
  before = await apiSystem({ reach: (own) => Promise.resolve((url = own)) });
  home = scratch(url);
  const { namespace } = before.temporal;
  temporal = await connectTemporal({ temporal: { address: temporalAddress(), namespace, apiKey: null, tls: null } });
  await before.startWorker();
  await handInPicture(before);
  gone = idIn(await hazardAfter(before, []));
  still = idIn(await hazardAfter(before, ['Verify']));
  await backup(url, join(home.folder, 'older.zip'), QUIET, NO_FOLDERS);
  evidence = textOf(await upload(await before.as(VERIFIER), '/v1/evidence', NOTE, '说明.pdf'), 'id');
  await act(before, gone, 'Verify', VERIFIER, { note: '属实', evidence: [evidence] });
  await act(before, gone, 'CorrectRecord', 'anweiban', CORRECTION, KEY);
  fresh = idIn(await hazardAfter(before, ['Verify']));
  await jobsDone(before.db);
  // Nothing goes on but Temporal: as when the database was lost.
  await before.close();
  restored = await home.emptyDatabase();
  await restore(join(home.folder, 'older.zip'), restored, QUIET, NO_FOLDERS);
  db = connect(restored, { name: 'drill' });
  judges = openJudges({ code: workflowBundle().code, trusted: () => null });
}, 120_000);
afterAll(async () => {
  await judges.close();
  await after?.close();
  await temporal.close();
  await db.end();
  await home.close();
});

const idIn = (address: string) => address.slice(address.lastIndexOf('/') + 1) as MatterId;

async function act(on: ApiSystem, id: MatterId, command: string, by: string, body: object, key?: string) {
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  const answer = await (await on.as(by)).send(`/v1/hazards/${id}/commands/${command}`, body, headers);
  if (answer.status !== 200) throw new Error(`${command}: ${JSON.stringify(answer.body)}`);
  return answer;
}

async function jobsDone(of: Db): Promise<void> {
  await vi.waitFor(
    async () => {
      if ((await of.sql`select 1 from jobs where done_at is null`).length > 0) throw new Error('jobs are still open');
    },
    { timeout: 20_000, interval: 100 },
  );
}

function run(healing: boolean): Promise<Reconciled> {
  const kinds = KINDS.map((kind) => kind.rules.name);
  return reconcile(
    {
      db,
      temporal,
      archive: storeOf(db, null),
      judges,
      seals: sealIndex([], new Map()),
      kindOf: shippedKind,
      kinds,
    },
    healing,
  );
}

async function recordsOf(database: string): Promise<Record<string, unknown>> {
  return await asOwner(database, async ({ sql }) => {
    const found: Record<string, unknown> = {};
    for (const [name, question] of Object.entries(RECORDS)) found[name] = [...(await sql.unsafe(question))];
    return found;
  });
}

const inbox = (database: string) =>
  asOwner(database, ({ sql }) => sql`select post, matter_id, key, notice from inbox order by post, matter_id, key`);
const trailOf = (type: string) => db.sql<{ data: object }[]>`select data from trail where type = ${type}`;
const short = (findings: readonly Finding[]) =>
  Object.fromEntries(findings.map(({ what, matterId, from, to, items }) => [what, { matterId, from, to, items }]));

const lacking = () => ({ matterId: gone, from: 2, to: 2, items: [evidence] });
const newer = () => ({
  newerInTemporal: { matterId: gone, from: 2, to: 3, items: ['HazardVerified', 'RecordCorrected'] },
  onlyInTemporal: { matterId: fresh, from: 1, to: 2, items: ['HazardReported', 'HazardVerified'] },
});

describe('a drill: an older point is restored', () => {
  it('lists exactly what is newer in Temporal, and by looking changes nothing', async () => {
    const older = await recordsOf(restored);
    const { matters, findings, healed } = await run(false);
    expect({ matters, count: findings.length, healed }).toEqual({ matters: 3, count: 3, healed: [] });
    expect(short(findings)).toEqual({ ...newer(), evidenceMissing: lacking() });
    expect(await recordsOf(restored)).toEqual(older);
    expect(await trailOf('Reconciled')).toEqual([]);
  });

  it('writes from history what the ledger lacks, until all records are those of the lost database', async () => {
    const { findings, healed } = await run(true);
    expect(short(healed)).toEqual(newer());
    expect(short(findings)).toEqual({ evidenceMissing: lacking() });
    expect(await recordsOf(restored)).toEqual(await recordsOf(url));
    expect(await trailOf('Reconciled')).toMatchObject([{ data: { matters: 3, findings: { evidenceMissing: 1 } } }]);
  });

  it('does it once, however often it is run', async () => {
    const standing = await recordsOf(restored);
    expect((await run(true)).healed).toEqual([]);
    expect(await recordsOf(restored)).toEqual(standing);
  });

  it('ends with every projection equal to what its ledger folds to, and with a whole trail', async () => {
    expect(await projectionsApart(db)).toEqual([]);
    const rows = (await recordsOf(restored))['matters'];
    expect(await rebuild(db, 'all')).toBe(3);
    expect((await recordsOf(restored))['matters']).toEqual(rows);
    expect(await checkTrail(db)).toEqual([]);
  });
});

describe('the system on the restored database', () => {
  beforeAll(async () => {
    after = await apiSystem({ reach: () => Promise.resolve(restored), namespace: temporal.namespace });
    await after.startWorker();
    await jobsDone(db);
  }, 60_000);
  const system = () => after ?? expect.fail('the system was not started');

  it('tells nobody twice', async () => {
    expect(await inbox(restored)).toEqual(await inbox(url));
  });

  it('takes a command that came back for the same when it is sent again, and draws no number twice', async () => {
    const again = await act(system(), gone, 'CorrectRecord', 'anweiban', CORRECTION, KEY);
    expect(again.body['version']).toBe(3);
    const other = { ...CORRECTION, value: '四号库' };
    await expect(act(system(), gone, 'CorrectRecord', 'anweiban', other, KEY)).rejects.toThrow('KeyUsedForOther');
    const next = await hazardAfter(system(), []);
    expect((await (await system().as('anweiban')).get(next)).body['number']).toMatch(/-000004$/);
  });

  it('goes on with matters that came back, keeps evidence that is handed in again, and is consistent to the auditor', async () => {
    await upload(await system().as(VERIFIER), '/v1/evidence', NOTE, '说明.pdf');
    await act(system(), fresh, 'CorrectRecord', 'anweiban', CORRECTION);
    const archive = storeOf(db, null);
    const audited = { db, temporal, archive, seal: { dir: join(home.folder, 'no-seals') } };
    const auditor = auditorOf(audited, workflowBundle().code);
    for (const id of [gone, still, fresh]) expect(await verify(auditor, id)).toEqual({ id, ok: true, first: null });
    expect((await run(false)).findings).toEqual([]);
    const chain = await (await system().as('anweiban')).get('/v1/chain');
    expect(chain.body['breaks']).toEqual([]);
  });
});

describe('a drill the other way: Temporal is older', () => {
  beforeAll(async () => {
    await after?.close();
    after = null;
    await cutHistory(temporal, fresh);
    await temporal.client.workflow.getHandle(still).terminate('the drill');
    await deleteRun(temporal, still);
  }, 120_000);

  it('lists what the ledger has more, and matters that live without a run, and touches neither', async () => {
    const standing = await recordsOf(restored);
    const { findings, healed } = await run(true);
    expect(healed).toEqual([]);
    expect(findings).toMatchObject(
      [
        { what: 'newerInLedger', matterId: fresh, from: 2, to: 3, items: ['HazardVerified', 'RecordCorrected'] },
        { what: 'onlyInLedger', matterId: still, from: 1, to: 2, why: '历史未留存' },
      ].sort((a, b) => a.matterId.localeCompare(b.matterId)),
    );
    expect(await recordsOf(restored)).toEqual(standing);
  });

  it('names a seq that stands with other content, and leaves it', async () => {
    await asOwner(restored, async ({ sql }) => {
      await sql`alter table ledger disable trigger all`;
      await sql`update ledger set data = data || '{"note": "x"}' where matter_id = ${gone} and seq = 2`;
      await sql`alter table ledger enable always trigger ledger_append_only`;
    });
    const { findings } = await run(true);
    expect(findings.find(({ matterId }) => matterId === gone)).toMatchObject({ what: 'differs', from: 2 });
  });
});
