import { afterEach, describe, expect, test, vi } from 'vitest';
import { sealState } from '../../../api/stores/seals.ts';
import { checkAgainstSeals } from '../../../audit/seals/against.ts';
import { SealedHeadsAltered, looksAtAll } from '../../../audit/seals/make.ts';
import { signerAt } from '../../../audit/seals/keys.ts';
import { treeAt } from '../../../audit/seals/proof.ts';
import { SHA256_ED25519 } from '../../../audit/seals/suite.ts';
import { canonicalJson } from '../../../db/canonical.ts';
import { trailOn } from '../../../db/queries/trail.ts';
import { appendTrail } from '../../../db/trail.ts';
import { lastSeal, sealDocuments } from '../../../db/seals.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import { parcelId } from '../db/parcel-kind.ts';
import { sealedParcels, type Sealed } from './sealed-parcels.ts';

let it: Sealed;
afterEach(() => it.close());

const ENTRY = { at: instantOf(0), type: 'Audited', actor: { process: 'test' }, subject: null, data: {} } as const;

/** The chains whose heads a seal has taken in, with their lengths; the trail stands there from the start or not. */
function movedIn(made: Awaited<ReturnType<Sealed['seal']>>): unknown[] {
  return (made?.seal.heads ?? []).filter(([chain]) => chain !== 'trail').map(([chain, length]) => [chain, length]);
}

describe('a seal', () => {
  test('takes in the head of every chain at first, and then of those that have grown', async () => {
    it = await sealedParcels();
    await it.write(1, 2);
    await it.write(2, 0);
    await appendTrail(it.db, ENTRY);
    await it.archive('run-1', 7, 'sha256:aa');
    await it.archive('run-1', 9, 'sha256:bb');
    await it.keepBundle('cc');
    const first = await it.seal();
    expect(movedIn(first)).toEqual([
      ['bundle/cc', 1],
      ['history/par-1/run-1', 9],
      [`matter/${parcelId(1)}`, 3],
      [`matter/${parcelId(2)}`, 1],
    ]);
    expect(first?.seal.heads.at(-1)?.[0]).toBe('trail');
    expect(movedIn(await it.seal())).toEqual([]);
    await it.write(1, 3);
    await it.archive('run-2', 3, 'sha256:dd');
    expect(movedIn(await it.seal())).toEqual([
      ['history/par-1/run-2', 3],
      [`matter/${parcelId(1)}`, 4],
    ]);
    const docs = await sealDocuments(it.db, [1, 2, 3]);
    expect(docs.map(({ body }) => body.n)).toEqual([1, 2, 3]);
    expect(treeAt(docs).root()).toBe(docs[2]?.body.root);
  });

  test('is of the ledger, whatever the projection says', async () => {
    it = await sealedParcels();
    await it.write(1, 2);
    await it.tamper((sql) => sql`update matters set last_hash = 'x', version = 9`);
    const [head] = await it.db.sql<{ hash: string }[]>`select hash from ledger where seq = 3`;
    expect((await it.seal())?.seal.heads).toContainEqual([`matter/${parcelId(1)}`, 3, head?.hash]);
  });

  test('takes in later what was written before it and committed after it', async () => {
    it = await sealedParcels();
    await it.write(1, 0);
    let commit: () => void = () => undefined;
    const committed = new Promise<void>((resolve) => (commit = resolve));
    await it.seal();
    const late = it.db.sql.begin(async (sql) => {
      await sql`insert into ledger select 'par-late', seq, kind, type, event_version, at, heard_at, command_id, actor, data,
        prev_hash, hash from ledger`;
      await committed;
    });
    await vi.waitFor(async () => {
      const [open] = await it.db
        .sql`select from pg_stat_activity where state = 'idle in transaction' and datname = current_database()`;
      expect(open).toBeDefined();
    });
    expect(movedIn(await it.seal())).toEqual([]);
    commit();
    await late;
    expect(movedIn(await it.seal())).toEqual([['matter/par-late', 1]]);
  });

  test('takes in within an hour what was committed later than that', async () => {
    it = await sealedParcels();
    expect([1, 2, 6, 7, 13].map(looksAtAll)).toEqual([true, false, false, true, true]);
    await it.write(1, 0);
    await it.seal();
    await it.db
      .sql`insert into ledger select 'par-late', seq, kind, type, event_version, at, now() - interval '1 hour', command_id, actor,
      data, prev_hash, hash, null, null, null, null, now() - interval '1 hour' from ledger`;
    for (let n = 2; n <= 6; n += 1) expect(movedIn(await it.seal())).toEqual([]);
    expect(movedIn(await it.seal())).toEqual([['matter/par-late', 1]]);
  });

  test('is made once when two workers begin at the same moment', async () => {
    it = await sealedParcels();
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const holding = it.db.sql.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(720260303)`;
      await released;
    });
    await vi.waitFor(async () => {
      expect(await it.db.sql`select from pg_locks where locktype = 'advisory' and granted`).toHaveLength(1);
    });
    const both = [it.seal(), it.seal()];
    await vi.waitFor(async () => {
      expect(await it.db.sql`select from pg_locks where locktype = 'advisory' and not granted`).toHaveLength(2);
    });
    release();
    await holding;
    const made = await Promise.all(both);
    expect(made.filter((one) => one !== null)).toHaveLength(1);
    expect((await lastSeal(it.db))?.body.n).toBe(1);
  });

  test('is never older than the one before, whatever the clock says', async () => {
    it = await sealedParcels();
    await it.seal();
    const last = await lastSeal(it.db);
    const body = { ...last?.body, at: '2099-01-01T00:00:00.000+08:00' };
    const signature = SHA256_ED25519.sign(signerAt(it.settings.keyFile).privateKey, canonicalJson(body));
    await it.tamper((sql) => sql`update seals set body = ${it.db.sql.json(body)}, signature = ${signature}`);
    expect((await it.seal())?.seal.body.at).toBe('2099-01-01T00:00:00.000+08:00');
  });

  test('takes in what was heard lately, whenever it is said to have been written', async () => {
    it = await sealedParcels();
    await it.write(1, 0);
    await it.seal();
    await it.db
      .sql`insert into ledger select 'par-late', seq, kind, type, event_version, at, now(), command_id, actor, data,
      prev_hash, hash, null, null, null, null, now() - interval '1 hour' from ledger`;
    expect(movedIn(await it.seal())).toEqual([['matter/par-late', 1]]);
  });

  test('covers what a chain that became shorter or was written anew is now, and tells it once', async () => {
    it = await sealedParcels();
    for (const n of [1, 2, 3]) await it.write(n, 2);
    expect((await it.seal())?.departed).toEqual([]);
    const [one, two, three] = [1, 2, 3].map((n) => parcelId(n));
    await it.tamper(async (sql) => {
      await sql`delete from ledger where matter_id = ${one ?? ''} and seq = 3`;
      await sql`update ledger set hash = 'other', written_at = now() where matter_id = ${two ?? ''} and seq = 3`;
      await sql`update ledger set written_at = now() where matter_id = ${one ?? ''}`;
      await sql`delete from ledger where matter_id = ${three ?? ''}`;
    });
    const made = await it.seal();
    expect(movedIn(made)).toEqual([
      [`matter/${one ?? ''}`, 2],
      [`matter/${two ?? ''}`, 3],
    ]);
    expect(made?.departed.map(({ head, seal, now }) => [head[0], head[1], seal, now])).toEqual([
      [`matter/${one ?? ''}`, 3, 1, 2],
      [`matter/${two ?? ''}`, 3, 1, 3],
    ]);
    const docs = await sealDocuments(it.db, [1, 2]);
    expect(treeAt(docs).headOf(`matter/${three ?? ''}`)?.[1]).toBe(3);
    expect(treeAt(docs).root()).toBe(docs[1]?.body.root);
    const again = await it.seal();
    expect([movedIn(again), again?.departed]).toEqual([[], []]);
    const [last] = await trailOn(it.db.sql, `matter/${one ?? ''}`);
    expect(last).toMatchObject({
      type: 'SealedHeadDeparted',
      actor: { process: 'seals' },
      data: { chain: `matter/${one ?? ''}`, length: 3, seal: 1, now: 2 },
    });
  });

  test('is not kept from a chain by a row far behind its end that came and went', async () => {
    it = await sealedParcels();
    await it.write(1, 1);
    await it.tamper((sql) => sql`
      insert into trail select 9000000000000000, at, type, actor, subject, data, hash, 'far' from trail where seq = 1`); // prettier-ignore
    expect((await it.seal())?.seal.heads).toContainEqual(['trail', 9_000_000_000_000_000, 'far']);
    await it.tamper((sql) => sql`delete from trail where hash = 'far'`);
    const [, length = 0] = (await it.seal())?.seal.heads.find(([chain]) => chain === 'trail') ?? [];
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThan(1_000_000);
    const { differences } = await checkAgainstSeals(it.db, await sealDocuments(it.db, [1, 2]));
    expect(differences.map(({ witness }) => witness)).toEqual(['trail']);
  });

  test('tells of a whole matter that is gone when it looks at all chains', async () => {
    it = await sealedParcels();
    await it.write(1, 2);
    await it.seal();
    await it.tamper((sql) => sql`delete from ledger`);
    for (let n = 2; n <= 6; n += 1) expect((await it.seal())?.departed).toEqual([]);
    const { departed = [] } = (await it.seal()) ?? {};
    expect(departed.map(({ head, now }) => [head[0], head[1], now])).toEqual([[`matter/${parcelId(1)}`, 3, 0]]);
    for (let n = 8; n <= 13; n += 1) expect((await it.seal())?.departed).toEqual([]);
    expect(await trailOn(it.db.sql, `matter/${parcelId(1)}`)).toHaveLength(1);
  });

  test('is not put behind a row that nobody of ours has signed, nor is that row laid outside', async () => {
    it = await sealedParcels();
    await it.run();
    const last = await lastSeal(it.db);
    if (last === null) throw new Error('no seal');
    const body = { ...last.body, n: 2, moved: SHA256_ED25519.digest('[]') };
    await it.db.sql`insert into seals (n, at, body, signature)
      values (2, now(), ${it.db.sql.json(body)}, ${last.signature})`;
    await expect(it.seal()).rejects.toThrow(SealedHeadsAltered);
    expect(await it.run()).toBe(1);
    expect(it.told).toEqual(['no seal could be made']);
    expect(it.docs().map((doc) => doc.body.n)).toEqual([1]);
    const { alarm } = await sealState(it.db, it.settings, Date.now() + 40 * 60_000);
    expect(alarm).toBe(true);
  });

  test('is not put on top of sealed heads that were changed in the database', async () => {
    it = await sealedParcels();
    await it.write(1, 2);
    await it.seal();
    await it.tamper((sql) => sql`update sealed_heads set length = 2 where chain like 'matter/%'`);
    await expect(it.seal()).rejects.toThrow(SealedHeadsAltered);
    await it.tamper((sql) => sql`delete from seals`);
    await expect(it.seal()).rejects.toThrow(SealedHeadsAltered);
  });

  test('is signed by whatever key is in the file, which is made on first use', async () => {
    it = await sealedParcels();
    const made = await it.seal();
    expect(made?.seal.body.key).toBe(signerAt(it.settings.keyFile).id);
  });
});
