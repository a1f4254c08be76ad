import { WorkflowNotFoundError } from '@temporalio/client';
import type { ChainedEvent } from '../db/chain.ts';
import type { Db } from '../db/client.ts';
import type { Temporal } from '../delivery/connect.ts';
import { exportHistory } from '../delivery/history.ts';
import type { MatterId } from '../workflows/kernel/terms.ts';
import type { ProjectionRow } from './compare/projection-check.ts';
import { isImportedClosed } from './imported.ts';
import { at, historyJson, type HistoryJson } from './history/history-json.ts';

/** What the audit reads from: the database and Temporal, never through the processes that wrote them. */
export interface Sources {
  readonly db: Db;
  readonly temporal: Temporal;
}

/** The three records of one matter as they were read. */
export interface Evidence {
  readonly id: MatterId;
  /** The kind's name, as ledger, projection or history say it. */
  readonly kind: string;
  /** Null when Temporal has none: never had one (an imported closed row), or not any more. */
  readonly history: HistoryJson | null;
  readonly runId: string | null;
  readonly ledger: readonly ChainedEvent[];
  readonly projection: ProjectionRow | null;
}

/** No record knows this matter. */
export class UnknownMatter extends Error {}

/** Reads the three records; the history last, so that the ledger is never ahead of it. Throws `UnknownMatter`. */
export async function gather({ db, temporal }: Sources, id: MatterId): Promise<Evidence> {
  const written = await readWritten(db, id);
  // A row that was closed when it was imported never had a run.
  const exported = isImportedClosed(written.ledger) ? null : await exportedOf(temporal, id);
  const kind = written.kind ?? kindOf(exported?.history ?? null);
  if (kind === null) throw new UnknownMatter(`没有事项 ${id}`);
  const { ledger, projection } = written;
  return { id, kind, history: exported?.history ?? null, runId: exported?.runId ?? null, ledger, projection };
}

async function readWritten(db: Db, id: MatterId) {
  return await db.sql.begin('isolation level repeatable read read only', async (sql) => {
    const rows = await sql<(ChainedEvent & { kind: string })[]>`
      select kind, seq, type, event_version as "eventVersion", at, heard_at as "heardAt", command_id as "commandId",
        actor, data, prev_hash as "prevHash", hash
      from ledger where matter_id = ${id} order by seq`;
    const [projection] = await sql<ProjectionRow[]>`select * from matters where id = ${id}`;
    const named = rows[0]?.kind ?? projection?.kind;
    return {
      kind: typeof named === 'string' ? named : null,
      ledger: rows.map(({ kind: _, ...event }) => event),
      projection: projection === undefined ? null : { ...projection },
    };
  });
}

async function exportedOf(temporal: Temporal, id: MatterId): Promise<{ history: HistoryJson; runId: string } | null> {
  try {
    const { history, runId } = await exportHistory(temporal, id);
    return { history: historyJson(history), runId };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

function kindOf(history: HistoryJson | null): string | null {
  const attributes = history?.events[0]?.['workflowExecutionStartedEventAttributes'];
  const name = at(attributes, 'workflowType', 'name');
  return typeof name === 'string' ? name : null;
}
