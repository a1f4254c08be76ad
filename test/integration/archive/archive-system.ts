import { randomUUID } from 'node:crypto';
import {
  WorkflowNotFoundError,
  type WorkflowHandle,
  type WorkflowHandleWithFirstExecutionRunId,
} from '@temporalio/client';
import { pino } from 'pino';
import { expect, vi } from 'vitest';
import type { ArchiveWork, Budget } from '../../../activities/archive/work.ts';
import { storeOf, type ArchiveStore } from '../../../db/archive/store.ts';
import { connect, type Db } from '../../../db/client.ts';
import type { HistoryRow } from '../../../db/archive/rows.ts';
import { connectTemporal, type Temporal } from '../../../delivery/connect.ts';
import { DAY_MS, instantOf } from '../../../workflows/kernel/instant.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { makeNamespace } from '../api/system.ts';
import { freshDatabase, temporalAddress } from '../../support/system.ts';

export type Handle = WorkflowHandleWithFirstExecutionRunId;

/** The archive over a real server with a namespace of its own, a clock of its own, and no worker: runs end by force or by time. */
export interface ArchiveSystem extends ArchiveWork {
  /** The database as its owner has it, who is not refused what the application is. */
  readonly owner: Db;
  /** Alarms and warnings that the log was told, by their sentence. */
  readonly told: { readonly loud: object[]; readonly soft: object[] };
  /** Days that the clock is ahead of the machine's. */
  daysAhead: number;
  start(id: string, options?: { readonly type?: string; readonly endsAfter?: '1s' }): Promise<Handle>;
  /** Every row of the index, by matter and events. */
  rows(): Promise<HistoryRow[]>;
  close(): Promise<void>;
}

export const UNBOUNDED: Budget = { until: Number.POSITIVE_INFINITY };

/** Starts it; `archive` makes the store when it is not the database. */
export async function archiveSystem(
  retention: '1 day' | '90 days' = '90 days',
  archive?: (db: Db) => ArchiveStore,
): Promise<ArchiveSystem> {
  const url = await freshDatabase();
  const db = connect(url, { name: 'archive test' });
  const owner = connect(url, { name: 'archive test owner', max: 1, settings: { role: 'none' } });
  const namespace = `archive-${randomUUID()}`;
  const settings = { address: temporalAddress(), namespace, apiKey: null, tls: null };
  const temporal = await connectTemporal({ temporal: settings }, `nobody-${randomUUID()}`);
  await makeNamespace(temporal, namespace, retention);
  const told = { loud: [] as object[], soft: [] as object[] };
  const log = pino({ level: 'silent' });
  const system: ArchiveSystem = {
    db,
    owner,
    temporal,
    archive: archive?.(db) ?? storeOf(db, null),
    told,
    log: {
      debug: log.debug.bind(log),
      info: log.info.bind(log),
      warn: (meta) => told.soft.push(meta),
      error: (meta) => told.loud.push(meta),
    },
    stopping: new AbortController().signal,
    daysAhead: 0,
    now: () => instantOf(Date.now() + system.daysAhead * DAY_MS),
    start: (id, { type = 'hazard', endsAfter } = {}) =>
      temporal.client.workflow.start(type, {
        workflowId: id,
        taskQueue: temporal.taskQueue,
        args: [{}],
        ...(endsAfter === undefined ? {} : { workflowExecutionTimeout: endsAfter }),
      }),
    rows: async () => [
      ...(await db.sql<HistoryRow[]>`
        select matter_id as "matterId", run_id as "runId", kind, events, status, build, started_at as "startedAt",
          closed_at as "closedAt", hash, size, archived_at as "archivedAt"
        from histories order by matter_id, events`),
    ],
    close: async () => {
      await temporal.close();
      await Promise.all([db.end(), owner.end()]);
    },
  };
  return system;
}

/** Waits until Temporal's list, which lags by moments, shows so many closed runs of any type. */
export async function closedInList({ temporal }: ArchiveSystem, count: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const listed = await temporal.client.workflow.count("ExecutionStatus != 'Running'");
      if (listed.count !== count) throw new Error(`${String(listed.count)} of ${String(count)} are listed as closed`);
    },
    { timeout: 30_000, interval: 100 },
  );
}

/** Has Temporal delete a run, as its retention does. */
export async function forgotten(
  { temporal }: { readonly temporal: Temporal },
  { workflowId }: WorkflowHandle,
): Promise<void> {
  const { connection, namespace, client } = temporal;
  await connection.workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId } });
  await vi.waitFor(
    () => expect(client.workflow.getHandle(workflowId).describe()).rejects.toBeInstanceOf(WorkflowNotFoundError),
    { timeout: 80_000, interval: 100 },
  );
}

/** Makes the archive forget, as someone with the owner's password could. */
export async function forget(
  { owner }: Pick<ArchiveSystem, 'owner'>,
  what: 'histories' | 'archive_objects',
  where: string,
): Promise<void> {
  await owner.sql.begin(async (sql) => {
    await sql.unsafe(`alter table ${what} disable trigger ${what}_append_only`);
    await sql.unsafe(`delete from ${what} where ${where}`);
    await sql.unsafe(`alter table ${what} enable always trigger ${what}_append_only`);
  });
}

export function matterId(name: string): MatterId {
  return name as MatterId;
}
