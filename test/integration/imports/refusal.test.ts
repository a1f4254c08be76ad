import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stage } from '../../../activities/imports/bringing/stage.ts';
import type { LedgerRow } from '../../../activities/imports/checking/ledger-row.ts';
import { identityOf } from '../../../activities/imports/checking/identity.ts';
import { runImport } from '../../../activities/imports/run-import.ts';
import { stageImport } from '../../../db/import-staging.ts';
import { importOrder } from '../../../db/imports.ts';
import { termsFor } from '../../../db/terms.ts';
import type { Day } from '../../../workflows/kernel/instant.ts';
import type { MatterId, UnitId } from '../../../workflows/kernel/terms.ts';
import { importSystem, type ImportSystem } from './import-system.ts';

/** A row that the checks would never let through: due before it was found. */
const IMPOSSIBLE: LedgerRow = {
  row: 3,
  number: 'X-1',
  foundOn: '2026-03-05' as Day,
  description: '配电箱未接地',
  severity: 'general',
  subject: { name: '宏泰化工有限公司', unit: 'u-qiye01' as UnitId },
  township: 'u-qingshi' as UnitId,
  department: 'u-yingji' as UnitId,
  status: 'rectifying',
  dueOn: '2026-03-01' as Day,
  recheckedOn: null,
  closedOn: null,
  content: { 隐患编号: 'X-1' },
};

describe('a row that the rules refuse', () => {
  let system: ImportSystem;
  beforeAll(async () => {
    system = await importSystem();
  });
  afterAll(async () => {
    await system.close();
  });

  it('is found before anything is staged', async () => {
    const order = await orderOf(system);
    const terms = await termsFor(system.db, 'hazard', 'standard', order.at);
    const staged = await stage(system.db, order, { count: 1, rows: [IMPOSSIBLE], errors: [] }, terms);
    expect(staged.errors).toMatchObject([{ row: 3, code: 'RowRefused' }]);
    expect(await system.db.sql`select * from import_rows`).toHaveLength(0);
  });

  it('and was staged all the same is named at the end and may come again; the others are in', async () => {
    const order = await orderOf(system);
    const good: LedgerRow = { ...IMPOSSIBLE, row: 4, number: 'X-2', dueOn: '2030-01-01' as Day };
    const rows = [IMPOSSIBLE, good].map((ledgerRow, i) => ({
      ...identityOf(ledgerRow),
      row: ledgerRow.row,
      content: ledgerRow.content,
      action: 'open' as const,
      matterId: `haz-${i.toString().repeat(24)}` as MatterId,
      foundOn: ledgerRow.foundOn,
      payload: { ledgerRow, subject: 'u-qiye01' },
    }));
    await stageImport(system.db, order, [], 'YH', () => ({ count: 2, unchanged: 0, rows, enterprises: [] }));
    await runImport(system.ctx, { matterId: order.id as MatterId });
    expect(await system.report(order.id)).toMatchObject({
      status: 'failed',
      opened: 1,
      errors: [{ row: 3, code: 'RowRefused' }],
    });
    expect(await system.db.sql`select row from import_rows`).toEqual([{ row: 4 }]);
  });

  it('does not run again once its import has ended', async () => {
    const [ended] = await system.db.sql<{ id: MatterId }[]>`select id from imports where status = 'failed'`;
    if (ended === undefined) throw new Error('no import has ended');
    await runImport(system.ctx, { matterId: ended.id });
    expect(await system.report(ended.id)).toMatchObject({ status: 'failed', opened: 1 });
  });

  it('stops at a row when its worker stops', async () => {
    const { id } = await orderOf(system);
    await stageImport(system.db, await orderOf(system, id), [], 'YH', () => ({
      count: 1,
      unchanged: 0,
      rows: [],
      enterprises: [],
    }));
    const cut = runImport(system.ctx, { matterId: id as MatterId }, AbortSignal.abort());
    await expect(cut).rejects.toThrow('the import was interrupted');
    expect((await system.run(id)).status).toBe('done');
  });
});

async function orderOf(system: ImportSystem, id?: string) {
  const order = await importOrder(system.db, id ?? (await system.order(Buffer.from('x'), 'ledger.csv')));
  if (order === null) throw new Error('the import was not ordered');
  return order;
}
