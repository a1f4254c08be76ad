import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { heal } from '../../../audit/reconcile/heal.ts';
import type { Finding } from '../../../audit/reconcile/finding.ts';
import { look } from '../../../audit/reconcile/look.ts';
import { reconcile, type Reconciling } from '../../../audit/reconcile/run.ts';
import { openJudges, type Judge, type Judges } from '../../../audit/auditor.ts';
import { sealIndex } from '../../../audit/seal-index.ts';
import { trustedCode } from '../../../audit/releases/trusted.ts';
import { packed } from '../../../db/archive/read.ts';
import { writeHistory } from '../../../db/archive/rows.ts';
import { storeOf } from '../../../db/archive/store.ts';
import { restore } from '../../../db/backup/restore.ts';
import { backup } from '../../../db/backup/write.ts';
import { sha256 } from '../../../db/chain.ts';
import { connect, type Db } from '../../../db/client.ts';
import { shippedKind } from '../../../db/matters.ts';
import { connectTemporal, type Temporal } from '../../../delivery/connect.ts';
import { exportHistory } from '../../../delivery/history.ts';
import { runRecord } from '../../../delivery/run-record.ts';
import { historyJson } from '../../../audit/history/history-json.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { handInPicture, hazardAfter } from '../api/hazard-bodies.ts';
import { apiSystem } from '../api/system.ts';
import { keysOf, sealChain, signerOf } from '../../unit/audit/seals/chains.ts';
import { temporalAddress, workflowBundle } from '../../support/system.ts';
import { asOwner, NO_FOLDERS, QUIET, scratch, type Scratch } from './scratch.ts';

let home: Scratch;
let restored: string;
let db: Db;
let temporal: Temporal;
let judges: Judges;
let known: MatterId;
let fresh: MatterId;
let number: string;
let ctx: Reconciling;

const NO_SEALS = sealIndex([], new Map());

const idIn = (address: string) => address.slice(address.lastIndexOf('/') + 1) as MatterId;

// The lost database knew two matters, the backup only one of them; only Temporal goes on.
beforeAll(async () => {
  let url = '';
  const system = await apiSystem({ reach: (own) => Promise.resolve((url = own)) });
  const { namespace } = system.temporal;
  await system.startWorker();
  await handInPicture(system);
  known = idIn(await hazardAfter(system, []));
  home = scratch(url);
  await backup(url, join(home.folder, 'older.zip'), QUIET, NO_FOLDERS);
  fresh = idIn(await hazardAfter(system, []));
  number = (await system.db.sql<{ number: string }[]>`select number from matters where id = ${fresh}`)[0]?.number ?? '';
  await system.close();
  restored = await home.emptyDatabase();
  await restore(join(home.folder, 'older.zip'), restored, QUIET, NO_FOLDERS);
  db = connect(restored, { name: 'reconcile test' });
  temporal = await connectTemporal({ temporal: { address: temporalAddress(), namespace, apiKey: null, tls: null } });
  judges = openJudges({ code: workflowBundle().code, trusted: trustedCode });
  const kinds = ['hazard', 'accountability'];
  ctx = { db, temporal, archive: storeOf(db, null), judges, seals: NO_SEALS, kindOf: shippedKind, kinds };
}, 120_000);
afterAll(async () => {
  await judges.close();
  await temporal.close();
  await db.end();
  await home.close();
});

const of = (findings: readonly Finding[], id: MatterId) =>
  findings.filter(({ matterId }) => matterId === id).map(({ what, why }) => ({ what, why }));

describe('a reconciliation', () => {
  it('keeps as a finding what it cannot heal, says why, and goes on with the others', async () => {
    await db.sql`update matters set number = ${number} where id = ${known}`;
    const { findings, healed } = await reconcile(ctx, true);
    expect(healed).toEqual([]);
    expect(of(findings, fresh)).toEqual([{ what: 'onlyInTemporal', why: expect.stringContaining('未能补录：') }]);
    expect(await db.sql`select 1 from ledger where matter_id = ${fresh}`).toEqual([]);
    await db.sql`update matters set number = 'YH-2026-000001' where id = ${known}`;
  });

  it('does not write what a seal belies, and says so', async () => {
    const signer = signerOf();
    const docs = sealChain([{ signer, heads: [[`matter/${fresh}`, 1, 'f'.repeat(64)]] }]);
    const { findings, healed } = await reconcile({ ...ctx, seals: sealIndex(docs, keysOf(signer)) }, true);
    expect(healed).toEqual([]);
    expect(of(findings, fresh)).toEqual([{ what: 'unproven', why: expect.stringContaining('封签') }]);
    expect(await db.sql`select 1 from ledger where matter_id = ${fresh}`).toEqual([]);
  });

  it('asks for evidence page by page, and says the same', async () => {
    const asked: number[] = [];
    const sql = new Proxy(db.sql, {
      apply: (target, self, args: [TemplateStringsArray, ...unknown[]]) => {
        if (args[0].join('').includes('from sealed where')) asked.push(1);
        return Reflect.apply(target, self, args) as unknown;
      },
    });
    const once = await reconcile(ctx, false);
    const paged = await reconcile({ ...ctx, db: { ...db, sql } }, false, undefined, 1);
    expect({ ...paged, at: once.at }).toEqual(once);
    // Two matters, one of which parts and is looked at again.
    expect(asked).toHaveLength(3);
  });

  it('lists commands that have waited for long', async () => {
    await db.sql`insert into commands (command_id, kind, matter_id, type, opens, via, outcome, noted_at)
      values ('c-old', 'hazard', ${known}, 'Verify', false, 'update', 'waiting', now() - interval '1 hour'),
        ('c-new', 'hazard', ${known}, 'Grade', false, 'update', 'waiting', now() + interval '1 hour')`;
    const { findings } = await reconcile(ctx, false);
    expect(of(findings, known)).toEqual([{ what: 'commandWaiting', why: 'c-old' }]);
    await asOwner(restored, ({ sql }) => sql`delete from commands where command_id in ('c-old', 'c-new')`);
  });

  it('does not accuse a ledger that was only a moment behind', async () => {
    let isBehind = true;
    const { own } = judges;
    const replay: Judge['replays']['replay'] = async (id, history, fetched) => {
      // The ledger was read before; its writer finishes now.
      if (id === fresh && isBehind) {
        isBehind = false;
        const looked = await look(ctx, fresh, new Set([fresh]));
        if (looked !== null) await heal(db, looked, shippedKind);
      }
      return own.replays.replay(id, history, fetched);
    };
    const slow = { ...judges, own: { ...own, replays: { ...own.replays, replay } } };
    expect((await reconcile({ ...ctx, judges: slow }, false)).findings).toEqual([]);
  });
});

describe('a matter whose run is gone', () => {
  const archiveNow = async (hash: (bytes: Buffer) => string) => {
    const { history, runId } = exported;
    const bytes = Buffer.from(JSON.stringify(history));
    await ctx.archive.put(hash(bytes), packed(bytes));
    const of = { ...runRecord(historyJson(history)), size: bytes.length, hash: hash(bytes) };
    await writeHistory(db, { matterId: known, runId, ...of, archivedAt: instantOf(Date.now()) });
  };
  let exported: Awaited<ReturnType<typeof exportHistory>>;

  beforeAll(async () => {
    exported = await exportHistory(temporal, known);
    await temporal.connection.workflowService.deleteWorkflowExecution({
      namespace: temporal.namespace,
      workflowExecution: { workflowId: known },
    });
    await vi.waitFor(
      async () => {
        expect((await look(ctx, known, new Set()))?.recorded).toBeNull();
      },
      { timeout: 90_000, interval: 250 },
    );
  }, 120_000);

  it('is told by what the archive holds of it', async () => {
    expect(of((await reconcile(ctx, false)).findings, known)).toEqual([{ what: 'onlyInLedger', why: '历史未留存' }]);
    await archiveNow((bytes) => `sha256:${sha256(bytes)}`);
    expect(of((await reconcile(ctx, false)).findings, known)).toEqual([
      { what: 'onlyInLedger', why: '存档历史留存到第 1 条' },
    ]);
  });

  it('is not healed from an archived history that is not what its hash says', async () => {
    await asOwner(restored, async ({ sql }) => {
      await sql`alter table histories disable trigger all`;
      await sql`delete from histories where matter_id = ${known}`;
      await sql`alter table histories enable always trigger histories_append_only`;
    });
    await archiveNow(() => `sha256:${'0'.repeat(64)}`);
    expect(of((await reconcile(ctx, true)).findings, known)).toContainEqual({
      what: 'unproven',
      why: expect.stringContaining('存档的历史与其目录所记的哈希不符'),
    });
  });
});
