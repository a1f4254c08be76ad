import { documentById, type StoredDocument } from '../../db/documents/document.ts';
import type { Db } from '../../db/client.ts';
import { eventsOf } from '../../db/queries/events.ts';
import { matter, type MatterDetail } from '../../db/queries/matter.ts';
import { isOutside } from '../../db/queries/scope.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import { kindByName } from '../../workflows/kinds.ts';
import { readsPaper, type PaperReader } from '../access/papers.ts';
import { scopeOf } from '../access/scope.ts';
import { readsAll } from '../matters/events.ts';
import { problem, type Problem } from '../problems/problem.ts';

/** A document that somebody reads, and the matter that it is of. */
export interface SeenDocument {
  readonly document: StoredDocument;
  readonly of: MatterDetail;
  /** Whether the reader stands outside the administration. */
  readonly isOutside: boolean;
}

/** The document, for whoever reads it; absent, of a matter outside the scope and not for this reader are the same 404. */
export async function seenDocument(db: Db, id: string, reader: Actor): Promise<SeenDocument> {
  const document = await documentById(db, id);
  const of = document === null ? null : await matter(db, document.matterId, scopeOf(reader));
  if (document === null || of === null) throw absent();
  const [seen] = await readAmong(db, of, [document], reader);
  if (seen === undefined) throw absent();
  return { document, of, isOutside: isOutside(scopeOf(reader)) };
}

/** Those documents of a matter that the reader may read. */
export async function readAmong(
  db: Db,
  of: MatterDetail,
  documents: readonly StoredDocument[],
  actor: Actor,
): Promise<readonly StoredDocument[]> {
  if (documents.length === 0) return [];
  const { face } = kindByName(of.kind);
  const events = await eventsOf(db, of.id);
  const reader: PaperReader = {
    actor,
    isOutside: isOutside(scopeOf(actor)),
    readsAll: await readsAll(db, kindByName(of.kind), events, of.state, actor),
    relations: face.relations(of.state, actor),
  };
  return documents.filter(({ document, state, seq }) =>
    readsPaper({ document, state, event: events.find((event) => event.seq === seq) ?? null }, reader),
  );
}

function absent(): Problem {
  return problem('NotFound', '没有这份文书，或不在您的查看范围内。');
}
