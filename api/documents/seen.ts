import { documentById, type StoredDocument } from '../../db/documents/document.ts';
import type { Db } from '../../db/client.ts';
import { eventsOf } from '../../db/queries/events.ts';
import { matter, type MatterDetail } from '../../db/queries/matter.ts';
import { isOutside } from '../../db/queries/scope.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import { kindByName } from '../../workflows/kinds.ts';
import { readsPaper, readsWord, type PaperRead, type PaperReader } from '../access/papers.ts';
import { scopeOf } from '../../db/queries/scope-of.ts';
import { readsAll } from '../matters/events.ts';
import { problem, type Problem } from '../problems/problem.ts';

/** A document that somebody reads, and the matter that it is of. */
export interface SeenDocument {
  readonly document: StoredDocument;
  readonly of: MatterDetail;
  /** Whether the reader stands outside the administration. */
  readonly isOutside: boolean;
  /** Whether they get its Word files. */
  readonly hasWord: boolean;
}

/** The document, for whoever reads it; absent, of a matter outside the scope and not for this reader are the same 404. */
export async function seenDocument(db: Db, id: string, actor: Actor): Promise<SeenDocument> {
  const document = await documentById(db, id);
  const of = document === null ? null : await matter(db, document.matterId, scopeOf(actor));
  if (document === null || of === null) throw absent();
  const { paperOf, reader } = await readingOf(db, of, actor);
  const paper = paperOf(document);
  if (!readsPaper(paper, reader)) throw absent();
  return { document, of, isOutside: reader.isOutside, hasWord: readsWord(paper, reader) };
}

/** Those documents of a matter that the reader may read. */
export async function readAmong(
  db: Db,
  of: MatterDetail,
  documents: readonly StoredDocument[],
  actor: Actor,
): Promise<readonly StoredDocument[]> {
  if (documents.length === 0) return [];
  const { paperOf, reader } = await readingOf(db, of, actor);
  return documents.filter((document) => readsPaper(paperOf(document), reader));
}

/** What decides on what an actor reads of a matter's papers. */
async function readingOf(db: Db, of: MatterDetail, actor: Actor) {
  const kind = kindByName(of.kind);
  const events = await eventsOf(db, of.id);
  const reader: PaperReader = {
    actor,
    isOutside: isOutside(scopeOf(actor)),
    readsAll: await readsAll(db, kind, events, of.state, actor),
    relations: kind.face.relations(of.state, actor),
  };
  const paperOf = (document: StoredDocument): PaperRead => ({
    ...document,
    event: events.find(({ seq }) => seq === document.seq) ?? null,
  });
  return { paperOf, reader };
}

function absent(): Problem {
  return problem('NotFound', '没有这份文书，或不在您的查看范围内。');
}
