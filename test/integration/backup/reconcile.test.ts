import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { heal } from '../../../audit/reconcile/heal.ts';
import type { Finding } from '../../../audit/reconcile/finding.ts';
import { look } from '../../../audit/reconcile/look.ts';
import { reconcile, type Reconciling } from '../../../audit/reconcile/run.ts';
import { openReplays, type Replays } from '../../../audit/replay.ts';
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
import { instantOf } from '../../../workflows/kernel/instant.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { handInPicture, hazardAfter } from '../api/hazard-bodies.ts';
import { apiSystem } from '../api/system.ts';
import { temporalAddress, workflowBundle } from '../../support/system.ts';
import { asOwner, NO_FOLDERS, QUIET, scratch, type Scratch } from './scratch.ts';

let home: Scratch;
let restored: string;
let db: Db;
let temporal: Temporal;
let replays: Replays;
let known: MatterId;
let fresh: MatterId;
let number: string;
let ctx: Reconciling;

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
  replays = openReplays(workflowBundle().code);
  const replay: Reconciling['replay'] = (id, history) => replays.replay(id, history);
  ctx = { db, temporal, archive: storeOf(db, null), replay, kindOf: shippedKind, kinds: ['hazard', 'accountability'] };
}, 120_000);
afterAll(async () => {
  await replays.close();
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
    const replay: Reconciling['replay'] = async (id, history) => {
      // The ledger was read before; its writer finishes now.
      if (id === fresh && isBehind) {
        isBehind = false;
        const looked = await look(ctx, fresh, new Set([fresh]));
        if (looked !== null) await heal(db, looked, shippedKind);
      }
      return ctx.replay(id, history);
    };
    expect((await reconcile({ ...ctx, replay }, false)).findings).toEqual([]);
  });
});

describe('a matter whose run is gone', () => {
  const archiveNow = async (hash: (bytes: Buffer) => string, events: number) => {
    const { history, runId } = exported;
    const bytes = Buffer.from(JSON.stringify(history));
    const at = instantOf(Date.now());
    await ctx.archive.put(hash(bytes), packed(bytes));
    const row = { matterId: known, runId, kind: 'hazard', events, status: 'running', build: null } as const;
    await writeHistory(db, {
      ...row,
      startedAt: at,
      closedAt: null,
      hash: hash(bytes),
      size: bytes.length,
      archivedAt: at,
    });
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
    await archiveNow((bytes) => `sha256:${sha256(bytes)}`, 1);
    expect(of((await reconcile(ctx, false)).findings, known)).toEqual([
      { what: 'onlyInLedger', why: '存档历史留存到第 1 条' },
    ]);
  });

  it('is not healed from an archived history that is not what its hash says', async () => {
    await archiveNow(() => `sha256:${'0'.repeat(64)}`, 9);
    expect(of((await reconcile(ctx, true)).findings, known)).toContainEqual({
      what: 'unreadable',
      why: '存档的历史与其哈希不符',
    });
  });
});
