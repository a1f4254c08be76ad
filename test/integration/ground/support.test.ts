import { Connection } from '@temporalio/client';
import { expect, test } from 'vitest';
import { connect } from '../../../db/client.ts';
import { freshDatabase, temporalAddress, temporalNamespace } from '../../support/system.ts';

test('a fresh database is a migrated clone of its own', async () => {
  const [one, other] = [connect(await freshDatabase(), { max: 1 }), connect(await freshDatabase(), { max: 1 })];
  await one.sql`CREATE TABLE only_here (n int)`;
  const [found] = await other.sql`SELECT to_regclass('matters') AS matters, to_regclass('only_here') AS own`;
  await Promise.all([one.end(), other.end()]);
  expect(found).toEqual({ matters: 'matters', own: null });
});

test('the namespace keeps closed histories for 90 days', async () => {
  const connection = await Connection.connect({ address: temporalAddress() });
  const { config } = await connection.workflowService.describeNamespace({ namespace: temporalNamespace() });
  await connection.close();
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(90 * 24 * 3600);
});
