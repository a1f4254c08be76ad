import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { documentNamed } from '../../../activities/documents/index.ts';
import { drawUp } from '../../../activities/documents/draw-up.ts';
import type { DocumentDefinition } from '../../../activities/documents/definition.ts';
import { localSeal } from '../../../activities/documents/seal.ts';
import { shipTemplates } from '../../../activities/documents/ship-templates.ts';
import type { Db } from '../../../db/client.ts';
import { askDocument } from '../../../db/documents/ask.ts';
import { documentById, documentsOfMatter, type StoredDocument } from '../../../db/documents/document.ts';
import { editionsOf } from '../../../db/documents/editions.ts';
import { documentFile } from '../../../db/documents/files.ts';
import { DRAWING } from '../../../db/jobs.ts';
import { append } from '../../../db/ledger.ts';
import type { DocumentName } from '../../../workflows/kernel/papers.ts';
import { matter, type Story } from '../../support/hazard-story.ts';
import { registerStory } from '../../support/story-registers.ts';

/** The one matter of a story. */
export const HAZARD = matter('haz-1');

const PUBLIC_URL = 'https://bihuan.yunling.example';

/** One for all stories, of whoever runs them: a machine has more than one user. */
const KEY = join(tmpdir(), `bihuan-story-key-${userInfo().uid.toString()}.pem`);

/** Puts the story's people and this release's templates into a database. */
export async function prepare(db: Db): Promise<void> {
  await registerStory(db);
  await shipTemplates(db);
}

/** Writes a story's ledger and keeps every paper that it asked for, as the jobs do; nothing is drawn yet. */
export async function keepStory(db: Db, story: Story): Promise<void> {
  await append(db, { matterId: HAZARD, kind: 'hazard', entries: story.entries() });
  for (const { effects, events } of story.entries())
    for (const effect of effects)
      if (effect.type === 'Draw') {
        const { key, document, data } = effect;
        const at = events[0]?.at;
        if (at === undefined) throw new Error('an effect of no event');
        await askDocument(db, { matterId: HAZARD, kind: 'hazard', key, document, data, at });
      }
}

/** Draws the edition that a document waits for, as the job does. */
export async function draw(db: Db, id: string): Promise<void> {
  const ctx = { db, publicUrl: PUBLIC_URL, sealer: localSeal(KEY) };
  const payload = { type: DRAWING, document: id, by: 'system' };
  await drawUp(ctx, { id: 1, matterId: HAZARD, kind: 'hazard', key: id, type: DRAWING, payload, attempts: 1 });
}

/** Every paper of a story, drawn in the order in which they were asked for, but a case file once all that it binds are there. */
export async function drawAll(
  db: Db,
  story: Story,
  only?: readonly DocumentName[],
): Promise<readonly StoredDocument[]> {
  await keepStory(db, story);
  const asked = await documentsOfMatter(db, HAZARD);
  const wanted = asked.filter(({ document, state }) => state === 'asked' && (only?.includes(document) ?? true));
  const drawn: StoredDocument[] = [];
  const isBinding = ({ document }: StoredDocument): boolean => document === 'caseFile';
  for (const { id } of [...wanted.filter((one) => !isBinding(one)), ...wanted.filter(isBinding)]) {
    await draw(db, id);
    const document = await documentById(db, id);
    if (document !== null) drawn.push(document);
  }
  return drawn;
}

/** The last printed edition of a document. */
export async function lastPdf(db: Db, id: string): Promise<Buffer> {
  const edition = (await editionsOf(db, id)).at(-1);
  const file = edition === undefined ? null : await documentFile(db, edition.pdfHash);
  if (file === null) throw new Error(`${id} was never printed`);
  return file.content;
}

/** The definition of a document that the test knows to be there. */
export function definitionOf(name: string): DocumentDefinition {
  const definition = documentNamed(name);
  if (definition === null) throw new Error(`no document ${name}`);
  return definition;
}
