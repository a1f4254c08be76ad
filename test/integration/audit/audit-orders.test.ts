import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditManyOrder, type AuditingMany } from '../../../audit/audit-many.ts';
import { exportOrder } from '../../../audit/exported/order.ts';
import { filesInZip } from '../../../audit/exported/zip.ts';
import { oneByOne } from '../../../audit/one-by-one.ts';
import { auditOrder } from '../../../audit/order.ts';
import type { Verdict } from '../../../audit/verdict.ts';
import { auditRun, orderAuditRun, type AuditRun } from '../../../db/audit-runs.ts';
import { sha256 } from '../../../db/chain.ts';
import { exportedFile, exportedMatter, orderExport, type ExportedMatter } from '../../../db/exported-matters.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { errandRun, type ErrandRun } from '../../replay/errand-run.ts';

const NOW = instantOf(Date.now());
const NEVER = new AbortController().signal;
let run: ErrandRun;
let ids: MatterId[];

beforeAll(async () => {
  run = await errandRun();
  ids = await Promise.all([run.finished(), run.finished()]);
});
afterAll(() => run.close());

const TRAIL: Verdict = { id: 'trail', ok: false, first: { witness: 'trail', seq: 7, what: '被改动' } };

function auditing(stopping: AbortSignal): AuditingMany {
  const seals: Verdict = { id: 'seals', ok: true, first: null };
  return { openAuditor: () => Promise.resolve(run.auditor), records: () => Promise.resolve([seals, TRAIL]), stopping };
}

/** An audit that is ordered and done, or tried. */
async function audited(
  matters: readonly MatterId[] | null,
  attempts = 1,
  stopping = NEVER,
  id = `aud-${randomUUID()}`,
) {
  const { db } = run.auditor;
  await orderAuditRun(db, { id, by: 'per-1', at: NOW, matters });
  await auditManyOrder(auditing(stopping))({ matterId: id as MatterId, attempts });
  return await standing(id);
}

async function standing(id: string): Promise<AuditRun> {
  const found = await auditRun(run.auditor.db, id);
  if (found === null) throw new Error(`no audit ${id}`);
  return found;
}

async function told(subject: string): Promise<number> {
  return (await run.auditor.db.sql`select 1 from trail where subject = ${subject}`).length;
}

describe('an ordered audit of many', () => {
  it('looks at all that any record knows, a projection without a ledger too, and at what belongs to no matter', async () => {
    const { db } = run.auditor;
    await db.sql`insert into matters select (jsonb_populate_record(m, '{"id": "err-stray", "number": "X"}')).* from matters m limit 1`;
    const { result, done, total } = await audited(null);
    // Other tests have matters on the same server, of which this database knows nothing.
    expect(total).toBeGreaterThanOrEqual(3);
    expect({ done, checked: result?.checked }).toEqual({ done: total, checked: total });
    const found = new Map(result?.differing.map((one) => [one.id, one]));
    expect(found.get('err-stray')).toMatchObject({ number: 'X', first: { witness: 'projection' } });
    expect(found.get('trail')).toMatchObject({ number: null, first: TRAIL.first });
    for (const id of ids) expect(found.has(id)).toBe(false);
    await db.sql`delete from matters where id = 'err-stray'`;
  });

  it('is cut off when the worker stops, begun again by the next, and told to the trail once', async () => {
    const id = `aud-${randomUUID()}`;
    await expect(audited(ids, 9, AbortSignal.abort(new Error('stops')), id)).rejects.toThrow('stops');
    expect(await standing(id)).toMatchObject({ status: 'running', result: null });
    expect(await audited(ids, 1, NEVER, id)).toMatchObject({ status: 'done', result: { checked: 2, differs: 0 } });
    const first = await standing(id);
    await audited(ids, 1, NEVER, id);
    expect(await standing(id)).toEqual(first);
    expect(await told(`audits/${id}`)).toBe(1);
  });

  it('that fails again and again ends as failed, and says so in words', async () => {
    const id = `aud-${randomUUID()}`;
    const unknown = ['err-none' as MatterId];
    await expect(audited(unknown, 4, NEVER, id)).rejects.toThrow('没有事项');
    expect(await standing(id)).toMatchObject({ status: 'running' });
    expect(await audited(unknown, 5, NEVER, id)).toMatchObject({
      status: 'failed',
      error: '核验多次未能完成，请联系系统管理员。',
    });
  });

  it('of no order does nothing', async () => {
    await auditManyOrder(auditing(NEVER))({ matterId: 'aud-none' as MatterId, attempts: 1 });
    expect(await auditRun(run.auditor.db, 'aud-none')).toBeNull();
  });
});

/** A bundle that is ordered and made, or tried. */
async function exported(matterId: MatterId, attempts = 1, id = `exp-${randomUUID()}`): Promise<ExportedMatter | null> {
  const { db } = run.auditor;
  await orderExport(db, 'errand', { id, matterId, by: 'per-1', at: NOW });
  await exportOrder(() => Promise.resolve(run.auditor))({ payload: { exportId: id }, attempts });
  return await exportedMatter(db, id);
}

describe('an ordered audit of one', () => {
  it('waits for the one before it, so that many leave room for all other work', async () => {
    const { sql } = run.auditor.db;
    const drawn = async () => await sql<{ data: unknown }[]>`select data from documents where document = 'Audit'`;
    const before: number[] = [];
    const order = auditOrder(async () => {
      before.push((await drawn()).length);
      return run.auditor;
    });
    await Promise.all(ids.map((id, i) => order({ matterId: id, key: `audit-${i.toString()}` })));
    expect(before).toEqual([0, 1]);
    expect(await drawn()).toEqual(ids.map(() => ({ data: { ok: true, first: null } })));
    await sql`delete from documents where document = 'Audit'`;
  });
});

describe('an ordered bundle', () => {
  it('is made once, and told to the trail', async () => {
    const [id = ids[0]] = ids;
    const key = `exp-${randomUUID()}`;
    const first = await exported(id as MatterId, 1, key);
    expect(first).toMatchObject({ status: 'done', kind: 'errand', verdict: { ok: true, first: null } });
    expect(await exported(id as MatterId, 1, key)).toEqual(first);
    const content = await exportedFile(run.auditor.db, key);
    expect(`sha256:${sha256(content ?? '')}`).toBe(first?.hash);
    expect((await filesInZip(content ?? Buffer.alloc(0))).has('index.html')).toBe(true);
    const rows = await run.auditor.db.sql`select actor from trail where type = 'EvidenceExported'`;
    expect(rows).toEqual([{ actor: { person: 'per-1' } }]);
  });

  it('of what cites more than is kept in the database says what to do instead', async () => {
    const { db } = run.auditor;
    const big = `sha256:${'b'.repeat(64)}`;
    await db.sql`
      insert into evidence (id, type, size, uploader, at, content) values (${big}, 'video/mp4', 100000001, 'x', now(), '')`;
    await db.sql`
      insert into documents (matter_id, key, document, data, evidence_id, at)
      values (${ids[1] ?? ''}, 'big', 'Paper', '{}', ${big}, now())`;
    const found = await exported(ids[1] as MatterId);
    expect(found).toMatchObject({ status: 'failed', hash: null });
    expect(found?.error).toContain('100 MB');
    await db.sql`delete from documents where key = 'big'`;
  });

  it('that fails again and again ends as failed, and says so in words', async () => {
    const id = `exp-${randomUUID()}`;
    await expect(exported('err-none' as MatterId, 4, id)).rejects.toThrow('没有事项');
    expect(await exported('err-none' as MatterId, 5, id)).toMatchObject({
      status: 'failed',
      error: '证据包多次未能制成，请联系系统管理员。',
    });
  });
});

describe('work that leaves room', () => {
  it('is done one after another, also after one that failed', async () => {
    const inTurn = oneByOne();
    const seen: string[] = [];
    const work = (name: string) => async () => {
      seen.push(`${name} begins`);
      await Promise.resolve();
      seen.push(`${name} ends`);
      if (name === 'a') throw new Error(name);
    };
    const results = await Promise.allSettled([inTurn(work('a')), inTurn(work('b'))]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });
});
