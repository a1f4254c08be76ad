import { readFile } from 'node:fs/promises';
import type { PDFDocument, PDFFont } from '@cantoo/pdf-lib';
import * as fontkit from 'fontkit';
import { NUMBERS } from './fonts.ts';

const MM = 72 / 25.4;
/** GB/T 9704—2012 §7.5: 四号 (14 pt) 宋体 with a dash on either side, its upper edge 7 mm below the type area. */
const SIZE = 14;
const BELOW = 7 * MM;

/** The type area of a page: how far it is from the edges of the paper, in points. */
export interface Margins {
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** A4 as GB/T 9704—2012 §5.2.1 has it: 37 mm above, 28 left, and 156 × 225 in between. */
export const OFFICIAL: Margins = { bottom: 35 * MM, left: 28 * MM, right: 26 * MM };

/** 档案: the number stands in the outer upper corner, here so far from both edges. */
const CORNER = 12 * MM;

/** Writes “— 1 —” below the type area: at the right on odd pages, at the left on even ones, one character in. */
export async function numberPages(pdf: PDFDocument, marginsOf: (index: number) => Margins): Promise<void> {
  const font = await numbersIn(pdf);
  for (const [index, page] of pdf.getPages().entries()) {
    const text = `— ${(index + 1).toString()} —`;
    const { bottom, left, right } = marginsOf(index);
    const atRight = page.getWidth() - right - SIZE - font.widthOfTextAtSize(text, SIZE);
    page.drawText(text, { x: index % 2 === 0 ? atRight : left + SIZE, y: bottom - BELOW - SIZE, size: SIZE, font });
  }
}

/** Writes the number of each leaf of a file into its upper corner: its documents keep the numbers of their own pages. */
export async function numberLeaves(pdf: PDFDocument): Promise<void> {
  const font = await numbersIn(pdf);
  for (const [index, page] of pdf.getPages().entries()) {
    const text = (index + 1).toString();
    const atRight = page.getWidth() - CORNER - font.widthOfTextAtSize(text, SIZE);
    page.drawText(text, { x: index % 2 === 0 ? atRight : CORNER, y: page.getHeight() - CORNER, size: SIZE, font });
  }
}

async function numbersIn(pdf: PDFDocument): Promise<PDFFont> {
  pdf.registerFontkit(fontkit);
  return pdf.embedFont(await readFile(NUMBERS), { subset: true });
}
