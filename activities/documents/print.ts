import { contentId } from '../../db/chain.ts';
import type { DocumentContent, StoredDocument } from '../../db/documents/document.ts';
import { documentFile } from '../../db/documents/files.ts';
import { editionWanted, type Printed } from '../../db/documents/printed.ts';
import type { Db } from '../../db/client.ts';
import { NotDrawable, type DocumentDefinition, type Fields } from './definition.ts';
import type { Drawing } from './drawing.ts';
import { bindCaseFile } from './case-file/bind.ts';
import { fillTemplate, missingGlyphs, printPdf, withoutUnseen, type Images } from './engine/index.ts';
import { documentNamed } from './index.ts';
import { lateParts } from './late.ts';
import { LATE_FIELDS } from './late-fields.ts';

/** Prints the edition that a document waits for; nothing is written. Throws `NotDrawable`, and what the engine throws. */
export async function printed(ctx: Drawing, document: StoredDocument, content: DocumentContent): Promise<Printed> {
  const late = await lateParts(ctx, document, content);
  const fields = withoutUnseen({ ...(content.fields as Fields), ...late.fields });
  refuseBoxes(document, fields);
  const template = await bytesOf(ctx.db, content.template);
  const { bound } = content;
  const { images } = late;
  const made =
    bound === undefined
      ? await printedAlone(template, fields, images)
      : { docx: null, ...(await bindCaseFile(ctx.db, { template, fields, images, bound })) };
  return { ...made, seal: editionWanted(document) === 'issued' ? await sealed(ctx, made.pdf) : null };
}

async function printedAlone(template: Buffer, fields: Fields, images: Images): Promise<Omit<Printed, 'seal'>> {
  const docx = await fillTemplate(template, fields, images);
  return { docx, ...(await printPdf(docx)) };
}

async function sealed({ sealer }: Drawing, pdf: Buffer) {
  return await sealer.seal(contentId(pdf));
}

/** What is left where the record cannot be changed. */
const INSTEAD = '请更正登记信息中的该字后重新制作；该字无误的，以手工文书替代（ReplacePaper）。';

/** A character that no font has would print as a box: nobody's name may. */
function refuseBoxes({ document }: StoredDocument, fields: Fields): void {
  const definition = documentNamed(document);
  const missing = missingGlyphs(fields).map(
    ({ field, characters }) => `“${labelOf(definition, field)}”中的${characters.map(named).join('、')}`,
  );
  if (missing.length > 0) throw new NotDrawable(`字库中没有${missing.join('，')}，打印出来会是空框。${INSTEAD}`);
}

/** Some look like others or like nothing: the code point tells which one it is. */
function named(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `“${character}”（U+${code}）`;
}

/** What people call a field; of a row `items.3.text` the label of `items.text`. */
function labelOf(definition: DocumentDefinition | null, field: string): string {
  const name = field.replace(/\.\d+\./g, '.');
  const known = [...(definition?.required ?? []), ...(definition?.others ?? []), ...LATE_FIELDS];
  return known.find((one) => one.field === name)?.label ?? name;
}

async function bytesOf(db: Db, hash: string): Promise<Buffer> {
  const file = await documentFile(db, hash);
  if (file === null) throw new Error(`no file ${hash}`);
  return file.content;
}
