import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import type { Fields } from '../definition.ts';
import { broken } from './broken.ts';
import { docxParts, MAIN_PART, textOf, type Parts } from './docx-parts.ts';
import { TemplateFault } from './fault.ts';
import { drawingRun, mediaPart, placed, withPng, withRelations, type Images, type Placed } from './images.ts';
import { LIMITS } from './limits.ts';
import { plainNames } from './plain-names.ts';

/** Files inside bear one date: the same template and fields give the same bytes. */
const DATE = new Date(2_000, 0, 1);
const RELATIONS = 'word/_rels/document.xml.rels';
const TYPES = '[Content_Types].xml';
const PARAGRAPH = /<w:p[ >](?:(?!<w:p[ >])[\s\S])*?<\/w:p>/g;

/**
 * Fills a template; runs in the thread that may be killed.
 * @throws TemplateFault
 */
export async function fill(template: Buffer, fields: Fields, images: Images): Promise<Buffer> {
  const parts = await docxParts(template);
  const pictures = placed(images);
  const zip = new PizZip();
  for (const [name, bytes] of parts) zip.file(name, bytes);
  const unknown = new Set<string>();
  render(zip, { ...fields, ...paragraphs(parts, pictures) }, unknown);
  if (unknown.size > 0) throw new TemplateFault('UnknownField', `模板中有系统没有的字段：${[...unknown].join('、')}。`);
  addPictures(zip, pictures);
  const text = zip.file(MAIN_PART)?.asText() ?? '';
  if (text.length > LIMITS.filledChars)
    throw new TemplateFault('TooLarge', '填写后的文书太大，请检查模板中的列表是否重复套用。');
  for (const file of Object.values(zip.files)) file.date = DATE;
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

function render(zip: PizZip, data: object, unknown: Set<string>): void {
  try {
    const document = new Docxtemplater(zip, {
      paragraphLoop: true,
      linebreaks: true,
      errorLogging: false,
      parser: plainNames(unknown),
      nullGetter: () => '',
    });
    document.render(data);
  } catch (error) {
    throw broken(error);
  }
}

/** Each picture as the paragraph that takes its tag's place, and with that paragraph's own alignment and spacing. */
function paragraphs(parts: Parts, pictures: readonly Placed[]): Readonly<Record<string, string>> {
  const runs = new Map<string, string>();
  for (const picture of pictures) {
    // Two officers sign side by side: `officerSignatures` and `officerSignatures.1`.
    const [tag = ''] = picture.name.split('.');
    runs.set(tag, (runs.get(tag) ?? '') + drawingRun(picture));
  }
  const filled: Record<string, string> = {};
  for (const [paragraph] of (parts.get(MAIN_PART)?.toString('utf8') ?? '').matchAll(PARAGRAPH)) {
    const text = textOf(paragraph);
    const name = /^\s*\{@([^{}]+)\}\s*$/.exec(text)?.[1]?.trim();
    if (name === undefined || filled[name] !== undefined) continue;
    // Lines of an exact height would cut the picture off.
    const properties = /<w:pPr>[\s\S]*?<\/w:pPr>/
      .exec(paragraph)?.[0]
      .replace(/ w:lineRule="exact"/g, ' w:lineRule="atLeast"');
    filled[name] = `<w:p>${properties ?? ''}${runs.get(name) ?? ''}</w:p>`;
  }
  return filled;
}

function addPictures(zip: PizZip, pictures: readonly Placed[]): void {
  if (pictures.length === 0) return;
  for (const picture of pictures) zip.file(mediaPart(picture), picture.png);
  zip.file(RELATIONS, withRelations(zip.file(RELATIONS)?.asText() ?? null, pictures));
  zip.file(TYPES, withPng(zip.file(TYPES)?.asText() ?? ''));
}
