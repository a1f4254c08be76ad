import { WorkflowNotFoundError } from '@temporalio/client';
import { readArchived, type ArchivedHistory } from '../db/archive/read.ts';
import { historiesOf } from '../db/archive/rows.ts';
import type { ArchiveStore } from '../db/archive/store.ts';
import { genesisHash, type ChainedEvent } from '../db/chain.ts';
import type { Db } from '../db/client.ts';
import type { Temporal } from '../delivery/connect.ts';
import { fetchHistory, plainHistory, type FetchedHistory } from '../delivery/history.ts';
import type { MatterId } from '../workflows/kernel/terms.ts';
import { archivedIn } from './compare/archive-check.ts';
import type { DrawnDocument } from './compare/evidence-check.ts';
import type { ProjectionRow } from './compare/projection-check.ts';
import { isSealedCopy } from './compare/seal-check.ts';
import { isImportedClosed } from './imported.ts';
import { at, historyJson, type HistoryJson } from './history/history-json.ts';
import { NO_HEADS, type MatterHeads } from './seal-index.ts';
import { paperColumn } from './papers.ts';
import { reading } from './unreadable.ts';

/** What the audit reads from: the database, the archive and Temporal, never through the processes that wrote them. */
export interface Sources {
  readonly db: Db;
  readonly temporal: Temporal;
  readonly archive: ArchiveStore;
}

/** The three records of one matter as they were read. */
export interface Evidence {
  readonly id: MatterId;
  /** The kind's name, as ledger, projection or history say it. */
  readonly kind: string;
  /** Null when there is none: never was one (an imported closed row), or nowhere any more. */
  readonly history: HistoryJson | null;
  /** The same as the server sent it, where it did: a replay takes it as it is. */
  readonly fetched?: FetchedHistory['fetched'];
  readonly runId: string | null;
  readonly ledger: readonly ChainedEvent[];
  readonly projection: ProjectionRow | null;
}

/** The records with what stands beside them. */
export interface Gathered extends Evidence {
  /** Every archived history of it, the ends of runs first. */
  readonly archived: readonly ArchivedHistory[];
  /** That of them which stands in for Temporal's, where Temporal has none (any more). */
  readonly standIn: ArchivedHistory | null;
  readonly documents: readonly DrawnDocument[];
}

/** No record knows this matter. */
export class UnknownMatter extends Error {}

/**
 * Reads the records; Temporal's history last, so that neither the ledger nor the archive is ahead of it. Where Temporal
 * has none, the archive's newest end of a run stands in, one that a seal covers before one that none does, else its
 * newest copy of a living one. Throws `UnknownMatter`, and `UnreadableRecord` for a record that holds what is none.
 */
export async function gather(
  { db, temporal, archive }: Sources,
  id: MatterId,
  heads: MatterHeads = NO_HEADS,
): Promise<Gathered> {
  const [written, rows] = await Promise.all([
    reading('ledger', () => readWritten(db, id)),
    reading('archive', () => historiesOf(db, id)),
  ]);
  const { ledger, projection, documents } = written;
  // A row that was closed when it was imported never had a run.
  const exported = isImportedClosed(ledger) ? null : await reading('history', () => exportedOf(temporal, id));
  const archived = await reading('archive', () => Promise.all(rows.map((row) => readArchived(archive, row))));
  const standIn = exported === null ? standInOf(archived, heads) : null;
  const { history, runId } = exported ?? stoodIn(standIn);
  const fetched = exported === null ? {} : { fetched: exported.fetched };
  const kind = written.kind ?? standIn?.kind ?? kindOf(history);
  if (kind === null) throw new UnknownMatter(`没有事项 ${id}`);
  return { id, kind, history, ...fetched, runId, ledger, projection, archived, standIn, documents };
}

async function readWritten(db: Db, id: MatterId) {
  return await db.sql.begin('isolation level repeatable read read only', async (sql) => {
    // Sent together: the wait for an answer is most of what reading costs.
    const [ledger, [projection], documents] = await Promise.all([
      sql<(ChainedEvent & { kind: string })[]>`
        select kind, seq, type, event_version as "eventVersion", at, heard_at as "heardAt", command_id as "commandId",
          actor, data, prev_hash as "prevHash", hash
        from ledger where matter_id = ${id} order by seq`,
      sql<ProjectionRow[]>`select * from matters where id = ${id}`,
      // A verdict that was drawn up may name a file that is missing.
      sql<DrawnDocument[]>`
        select d.key, case when d.document = 'Audit' then null else d.data end as data, d.evidence_id as "evidenceId",
          ${paperColumn(sql)} as paper
        from documents d where d.matter_id = ${id} order by d.key`,
    ]);
    const [first] = ledger;
    const said = [first?.kind, projection?.['kind']].filter((kind) => typeof kind === 'string');
    // The first hash is over the kind: a column may have been altered.
    const named = said.find((kind) => genesisHash(id, kind) === first?.prevHash) ?? said[0];
    return {
      kind: named ?? null,
      ledger: ledger.map(({ kind: _, ...event }) => event),
      projection: projection === undefined ? null : { ...projection },
      documents,
    };
  });
}

async function exportedOf(
  temporal: Temporal,
  id: MatterId,
): Promise<(FetchedHistory & { readonly history: HistoryJson }) | null> {
  try {
    const { fetched, runId } = await fetchHistory(temporal, id);
    return { history: historyJson(plainHistory(fetched)), fetched, runId };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

function standInOf(archived: readonly ArchivedHistory[], heads: MatterHeads): ArchivedHistory | null {
  const ends = archived.filter(({ status }) => status !== 'running');
  const [first = null] = ends.length > 0 ? ends : archived;
  return ends.find((copy) => isSealedCopy(heads, copy)) ?? first;
}

function stoodIn(standIn: ArchivedHistory | null): { history: HistoryJson | null; runId: string | null } {
  return standIn === null ? { history: null, runId: null } : { history: archivedIn(standIn), runId: standIn.runId };
}

function kindOf(history: HistoryJson | null): string | null {
  const attributes = history?.events[0]?.['workflowExecutionStartedEventAttributes'];
  const name = at(attributes, 'workflowType', 'name');
  return typeof name === 'string' ? name : null;
}
