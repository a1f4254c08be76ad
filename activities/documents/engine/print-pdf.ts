import { PDFDocument } from '@cantoo/pdf-lib';
import type { Page } from 'playwright-core';
import { docxParts } from './docx-parts.ts';
import { TemplateFault } from './fault.ts';
import { LIMITS } from './limits.ts';
import { NoChromium } from './no-chromium.ts';
import { numberPages, OFFICIAL, type Margins } from './number-pages.ts';
import { onPage } from './pages.ts';
import { rightLetters } from './right-letters.ts';

/** What the page answers of a section: CSS lengths in points. */
interface Section {
  readonly width: string;
  readonly bottom: string;
  readonly left: string;
  readonly right: string;
}

/** What `in-page/` leaves in the page. */
interface InPage {
  readonly layOut: (docx: string) => Promise<readonly Section[]>;
  readonly seenWords: () => string;
}

/**
 * Prints a .docx as Chromium lays it out, at its own page size and margins, with pages numbered as GB/T 9704 has it. The
 * document's own headers and footers are left out: in Word they number the pages, here we do.
 * @throws TemplateFault where it cannot be laid out, or not in 20 s; NoChromium, EnvironmentError where nothing can
 */
export async function printPdf(docx: Buffer): Promise<{ pdf: Buffer; pages: number }> {
  await docxParts(docx);
  const { bytes, sections } = await twice(() => onPage((page) => inTime(layOutAndPrint(page, docx))));
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  rightLetters(pdf);
  await numberPages(pdf, (index) => marginsOf(sections, pdf.getPage(index).getWidth()));
  return { pdf: Buffer.from(await pdf.save()), pages: pdf.getPageCount() };
}

/**
 * The words of a .docx that a reader sees as Chromium lays it out, without blanks: nothing that is white, of 4 pt or less,
 * hidden, cut off, or off the page.
 * @throws TemplateFault as `printPdf`
 */
export async function seenWords(docx: Buffer): Promise<string> {
  await docxParts(docx);
  const words = await twice(() => onPage((page) => inTime(layOutAndRead(page, docx))));
  return words.replace(/\s/g, '');
}

async function layOutAndRead(page: Page, docx: Buffer): Promise<string> {
  await laidOut(page, docx);
  return await page.evaluate(() => (globalThis as unknown as InPage).seenWords());
}

interface Printed {
  readonly bytes: Buffer;
  readonly sections: readonly Section[];
}

/** Chromium may die under a document: it is then printed once more, on another page. */
async function twice<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (isSettled(error)) throw error;
  }
  try {
    return await work();
  } catch (error) {
    if (isSettled(error)) throw error;
    throw new TemplateFault('Broken', '文档无法排版，请用 Word 或 WPS 另存为 .docx 后再试。', error);
  }
}

function isSettled(error: unknown): boolean {
  return error instanceof TemplateFault || error instanceof NoChromium || (error as Error).name === 'EnvironmentError';
}

async function layOutAndPrint(page: Page, docx: Buffer): Promise<Printed> {
  const sections = await laidOut(page, docx);
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
  return { bytes, sections };
}

async function laidOut(page: Page, docx: Buffer): Promise<readonly Section[]> {
  return await page.evaluate((bytes) => (globalThis as unknown as InPage).layOut(bytes), docx.toString('base64'));
}

async function inTime<Answer>(work: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const seconds = (LIMITS.printMs / 1_000).toString();
      reject(new TemplateFault('TimedOut', `文档排版超过 ${seconds} 秒，已中止，请精简后再试。`));
    }, LIMITS.printMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Of the section that is as wide as the page. */
function marginsOf(sections: readonly Section[], width: number): Margins {
  const section = sections.find((one) => Math.abs(parseFloat(one.width) - width) < 2) ?? sections[0];
  if (section === undefined) return OFFICIAL;
  return { bottom: parseFloat(section.bottom), left: parseFloat(section.left), right: parseFloat(section.right) };
}
