import { decodePDFRawStream, PDFDict, PDFName, PDFRawStream, type PDFDocument } from '@cantoo/pdf-lib';
import { openSync, type Font } from 'fontkit';
import { EVERYTHING, SANS_LETTERS } from './fonts.ts';

const TO_UNICODE = PDFName.of('ToUnicode');

/** Letter by letter of the fonts: what stands for the same shape but is not what anyone types, and what they type. */
let typed: ReadonlyMap<number, number> | null = null;

/**
 * Has every shape that stands for several letters say the one that people type. Chromium names the first, and so 一 would be
 * found and copied as the radical ⼀ (U+2F00), 〈 as a sign of technical drawing: a paper that cannot be searched.
 */
export function rightLetters(pdf: PDFDocument): void {
  const table = (typed ??= new Map([EVERYTHING, SANS_LETTERS].flatMap(twinsIn)));
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || !object.has(TO_UNICODE)) continue;
    const stream = pdf.context.lookup(object.get(TO_UNICODE));
    if (!(stream instanceof PDFRawStream)) continue;
    const map = Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1');
    object.set(TO_UNICODE, pdf.context.register(pdf.context.flateStream(corrected(map, table))));
  }
}

function twinsIn(file: string): readonly (readonly [number, number])[] {
  const font = openSync(file) as Font;
  const byGlyph = new Map<number, number[]>();
  for (const code of font.characterSet) {
    const glyph = font.glyphForCodePoint(code).id;
    const codes = byGlyph.get(glyph);
    if (codes === undefined) byGlyph.set(glyph, [code]);
    else codes.push(code);
  }
  return [...byGlyph.values()].flatMap((codes) => {
    const best = codes.reduce((one, other) => (rank(other) < rank(one) ? other : one));
    return codes.filter((code) => code !== best && code > 0x20).map((code) => [code, best] as const);
  });
}

/** Han characters first, then Chinese punctuation, then whatever comes first. */
function rank(code: number): number {
  if (/\p{Unified_Ideograph}/u.test(String.fromCodePoint(code))) return code;
  return (code >= 0x3000 && code <= 0x303f ? 1 : 2) * 0x200_000 + code;
}

/** The table of a font with right letters. Ranges become single lines, since their letters need no longer follow each other. */
function corrected(map: string, table: ReadonlyMap<number, number>): string {
  const ranges = map.replace(/\d+ beginbfrange\s([\s\S]*?)endbfrange/g, (_, lines: string) => {
    const singles = [...lines.matchAll(/<([0-9A-F]+)>\s*<([0-9A-F]+)>\s*<([0-9A-F]+)>/gi)].flatMap(
      ([, first = '', last = '', letter = '']) => spread(first, last, letter),
    );
    return blocks(singles);
  });
  return ranges.replace(/beginbfchar[\s\S]*?endbfchar/g, (block) =>
    block.replace(/(<[0-9A-F]+>\s*<)([0-9A-F]+)>/gi, (whole, before: string, letter: string) => {
      const right = table.get(codeOf(letter));
      return right === undefined ? whole : `${before}${hexOf(right)}>`;
    }),
  );
}

function spread(first: string, last: string, letter: string): readonly string[] {
  const start = Number.parseInt(first, 16);
  const count = Number.parseInt(last, 16) - start + 1;
  return Array.from({ length: count }, (_, index) => {
    const glyph = (start + index).toString(16).toUpperCase().padStart(first.length, '0');
    return `<${glyph}> <${hexOf(codeOf(letter) + index)}>`;
  });
}

/** A table takes a hundred lines at a time. */
function blocks(lines: readonly string[]): string {
  const count = Math.ceil(lines.length / 100);
  const each = Array.from({ length: count }, (_, index) => lines.slice(index * 100, (index + 1) * 100));
  return each.map((some) => `${some.length.toString()} beginbfchar\n${some.join('\n')}\nendbfchar`).join('\n');
}

/** UTF-16 in hexadecimal, as these tables write letters. */
function codeOf(hex: string): number {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le').codePointAt(0) ?? 0;
}

function hexOf(code: number): string {
  return Buffer.from(String.fromCodePoint(code), 'utf16le').swap16().toString('hex').toUpperCase();
}
