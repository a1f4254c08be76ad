import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashFiles, TOO_SLOW, type FileHashes } from '../../audit/files.ts';
import { verifyRecords } from '../../audit/records.ts';
import { isAway, reading, UnreadableRecord } from '../../audit/unreadable.ts';
import type { Verdict } from '../../audit/verdict.ts';
import { verifyMany } from '../../audit/verify-many.ts';
import { connect } from '../../db/client.ts';
import { keepEvidence } from '../../db/evidence.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import type { MatterId, PersonId } from '../../workflows/kernel/terms.ts';
import { errandRun, type ErrandRun } from './errand-run.ts';

let run: ErrandRun;
let ids: MatterId[];

beforeAll(async () => {
  run = await errandRun();
  ids = await Promise.all([run.finished(), run.finished()]);
});
afterAll(() => run.close());

/** What an audit of all says after a change by whoever may do anything in the database, which is then taken back. */
async function saidAfter(change: string, back: string): Promise<Verdict[]> {
  await run.asSuperuser((sql) => sql.unsafe(change));
  try {
    return await verifyMany(run.auditor, ids, () => undefined);
  } finally {
    await run.asSuperuser((sql) => sql.unsafe(back));
  }
}

const whole = () => ({ id: ids[1], ok: true, first: null });

describe('a row that cannot be read', () => {
  it('of the ledger is named at its seq, and the other matters are heard', async () => {
    const [id = ''] = ids;
    const of = `where matter_id = '${id}' and seq = 3`;
    await run.asSuperuser((sql) => sql.unsafe(`create table kept_at as select at from ledger ${of}`));
    const poison = `update ledger set at = 'infinity' ${of}`;
    const found = await saidAfter(poison, `update ledger set at = (select at from kept_at) ${of}; drop table kept_at`);
    expect(found).toMatchObject([
      { id, ok: false, first: { witness: 'ledger', seq: 3, what: expect.stringContaining('内容与其哈希不符') } },
      whole(),
    ]);
  });

  it('of the archive is named by its record, and the other matters are heard', async () => {
    const [id = ''] = ids;
    const poison = `
      insert into histories (matter_id, run_id, kind, events, status, started_at, hash, size, archived_at)
      values ('${id}', 'r', 'errand', 1, 'completed', now(), 'sha256:0', 1, now())`;
    const store = { ...run.auditor.archive, get: () => Promise.reject(new Error('no such name')) };
    await run.asSuperuser((sql) => sql.unsafe(poison));
    const found = await verifyMany({ ...run.auditor, archive: store }, ids, () => undefined);
    await run.asSuperuser((sql) => sql`delete from histories where run_id = 'r'`);
    const what = expect.stringContaining('读不出来') as string;
    expect(found).toEqual([{ id, ok: false, first: { witness: 'archive', seq: 0, what } }, whole()]);
  });

  it('of the trail loses no other record its verdict', async () => {
    await run.asSuperuser((sql) => sql`create table kept_trail as select at, data from trail where seq = 1`);
    const audited = { ...run.auditor, seal: { dir: join(tmpdir(), 'no-seals') } };
    const verdicts = async (poison: string) => {
      await run.asSuperuser((sql) => sql.unsafe(poison));
      const found = await verifyRecords(audited);
      await run.asSuperuser((sql) => sql`update trail set at = k.at, data = k.data from kept_trail k where seq = 1`);
      return found.map(({ id, ok, first }) => [id, ok, first?.witness, first?.seq]);
    };
    const expected = [['trail', false, 'trail', 1], ['registers', true, undefined, undefined], ['bundles', true, undefined, undefined], ['seals', true, undefined, undefined]]; // prettier-ignore
    expect(await verdicts(`update trail set at = 'infinity' where seq = 1`)).toEqual(expected);
    const nothing = await verdicts(`update trail set data = 'null' where seq = 1`);
    expect(nothing).toEqual([['trail', false, 'trail', 0], ...expected.slice(1)]);
  });
});

describe('a source that is away', () => {
  it('is no finding', async () => {
    const away = connect('postgres://nobody:nothing@127.0.0.1:1/none');
    const error = await reading('ledger', () => away.sql`select 1`).catch((said: unknown) => said);
    await away.end();
    expect([isAway(error), error instanceof UnreadableRecord]).toEqual([true, false]);
    await expect(verifyMany({ ...run.auditor, db: away }, ids, () => undefined)).rejects.toThrow();
    expect(isAway(Object.assign(new Error('engine'), { code: 14 }))).toBe(true);
    expect(isAway(Object.assign(new Error('no such name'), { code: 3 }))).toBe(false);
  });
});

describe('files', () => {
  it('of which one cannot be hashed in time are hashed all the same, and that one is named', async () => {
    const { db } = run.auditor;
    const about = { type: 'text/plain', name: null, uploader: 'p-1' as PersonId, at: instantOf(0) };
    const small = await keepEvidence(db, Buffer.from('甲'), about);
    const large = await keepEvidence(db, Buffer.alloc(48_000_000, 7), about);
    const files: FileHashes = new Map();
    await hashFiles(db, files, [large.id, small.id, 'sha256:none'], 40);
    expect(files.get(large.id)).toBe(TOO_SLOW);
    expect(files.get(small.id)).toMatchObject({ hash: small.id, bytes: 3 });
    expect(files.get('sha256:none')).toBeNull();
  });
});
