import { PDFDocument } from '@cantoo/pdf-lib';
import { numberLeaves } from './number-pages.ts';

/** Several PDFs as one, its pages counted through in the upper corner. Rejects where one is no PDF or is encrypted. */
export async function mergePdf(parts: readonly Buffer[]): Promise<Buffer> {
  const whole = await PDFDocument.create();
  for (const part of parts) {
    const pdf = await PDFDocument.load(part);
    for (const page of await whole.copyPages(pdf, pdf.getPageIndices())) whole.addPage(page);
  }
  await numberLeaves(whole);
  return Buffer.from(await whole.save());
}

/** How many pages a PDF has. Rejects for what is none. */
export async function pageCount(pdf: Buffer): Promise<number> {
  return (await PDFDocument.load(pdf, { updateMetadata: false })).getPageCount();
}
