import { Packer, type Document } from 'docx';
import type { Db } from '../../../db/client.ts';
import type { Fields } from '../definition.ts';
import { fillTemplate, mergePdf, pageCount, printPdf, type Images } from '../engine/index.ts';
import { shippedTemplate } from '../layout/pack.ts';
import { boundLeaves, type Leaf } from './leaves.ts';
import { closingPart, coursePart, evidencePart, photosPart } from './parts.ts';
import { photosOf, type Photo } from './photos.ts';

/** A case file to be bound: its template and fields, and the PDFs of the papers that go in. */
export interface Binding {
  readonly template: Buffer;
  readonly fields: Fields;
  readonly images: Images;
  /** Hashes of PDFs, in order. */
  readonly bound: readonly string[];
}

/** Pictures that are laid out at once: more would be held in memory together. */
const PHOTOS_AT_ONCE = 20;

/**
 * Binds a case file: cover and 卷内目录, every paper, the course of the matter, the evidence, 备考表; leaves counted through.
 * What 卷内目录 says of a leaf is where it really stands.
 */
export async function bindCaseFile(
  db: Db,
  { template, fields, images, bound }: Binding,
): Promise<{ pdf: Buffer; pages: number }> {
  const papers = await boundLeaves(db, bound);
  const evidence = rowsOf(fields, 'evidence');
  const photos = await photosOf(db, evidence);
  const leaves: Leaf[] = [...papers, ...(await ownLeaves(fields, photos))];
  const counts = await Promise.all(leaves.map(({ pdf }) => pageCount(pdf)));
  const closingOf = (pages: number): Promise<Buffer> =>
    printed(closingPart(), {
      ...fields,
      pages: pages.toString(),
      papers: papers.length.toString(),
      files: evidence.length.toString(),
    });
  const closing = { number: '', by: '', title: '备考表', date: '', pages: await pageCount(await closingOf(0)) };
  const inner = counts.reduce((sum, count) => sum + count, 0);
  const frontOf = async (before: number): Promise<Buffer> => {
    const first = [...counts, closing.pages].map((_, i) => before + 1 + counts.slice(0, i).reduce((a, b) => a + b, 0));
    const rows = [...leaves, closing].map(({ number, by, title, date }, i) => ({
      ...{ n: (i + 1).toString(), number, by, title, date },
      page: (first[i] ?? 0).toString(),
    }));
    const pages = (before + inner + closing.pages).toString();
    return (await printPdf(await fillTemplate(template, { ...fields, leaves: rows, pages }, images))).pdf;
  };
  // How long cover and 卷内目录 are does not hang on the numbers in them: they stand in a column of their own.
  const before = await pageCount(await frontOf(0));
  const front = await frontOf(before);
  const pages = before + inner + closing.pages;
  const pdf = await mergePdf([front, ...leaves.map((leaf) => leaf.pdf), await closingOf(pages)]);
  if ((await pageCount(pdf)) !== pages) throw new Error('a case file has other pages than its list says');
  return { pdf, pages };
}

/** What is printed for the file itself: it bears no number of its own. */
async function ownLeaves(fields: Fields, photos: readonly Photo[]): Promise<readonly Leaf[]> {
  const { keeper, filedOn } = fields as { readonly keeper: string; readonly filedOn: string };
  const own = { number: '', by: keeper, date: filedOn };
  const leaves: Leaf[] = [{ ...own, title: '办理过程', pdf: await printed(coursePart(), fields) }];
  if (rowsOf(fields, 'evidence').length > 0)
    leaves.push({ ...own, title: '证据材料清单', pdf: await printed(evidencePart(), fields) });
  for (let at = 0; at < photos.length; at += PHOTOS_AT_ONCE) {
    const part = photosPart(photos.slice(at, at + PHOTOS_AT_ONCE), at === 0);
    const title = at === 0 ? '证据图片' : '证据图片（续）';
    leaves.push({ ...own, title, pdf: (await printPdf(await Packer.toBuffer(part))).pdf });
  }
  return leaves;
}

async function printed(part: Document, fields: Fields): Promise<Buffer> {
  const { docx } = await shippedTemplate({ template: () => part });
  return (await printPdf(await fillTemplate(docx, fields, {}))).pdf;
}

interface EvidenceRow {
  readonly n: string;
  readonly name: string;
  readonly hash: string;
}

function rowsOf(fields: Fields, list: string): readonly EvidenceRow[] {
  const rows = fields[list];
  return (typeof rows === 'string' ? [] : (rows ?? [])) as unknown as readonly EvidenceRow[];
}
