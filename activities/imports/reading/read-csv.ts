import { parse } from 'csv-parse/sync';
import { LIMITS } from './limits.ts';
import { Unreadable } from './problem.ts';
import type { Sheet } from './sheet.ts';

const DELIMITERS = [',', '\t', ';'] as const;

/**
 * Reads a text table: strict UTF-8, else GB18030 (what Excel in China saves); UTF-16 by its mark. Comma, tab or
 * semicolon, whichever its first lines use most. An empty line stays a row, as Excel shows it.
 * @throws Unreadable
 */
export function readCsv(file: Buffer): readonly Sheet[] {
  const text = decode(file);
  let rows: string[][];
  try {
    rows = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: LIMITS.cellChars * 20,
    });
  } catch (error) {
    throw new Unreadable('DamagedFile', error);
  }
  if (rows.length > LIMITS.rows || rows.some((row) => row.length > LIMITS.columns))
    throw new Unreadable('FileTooLarge');
  return [{ name: 'csv', rows: rows.map((row) => row.map((cell) => (cell.trim() === '' ? null : cell.trim()))) }];
}

function decode(file: Buffer): string {
  const encodings = file[0] === 0xff && file[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(file);
      // No table of text holds a NUL: this is a program, a picture or another archive by a wrong name.
      if (text.includes('\0')) break;
      return text;
    } catch {
      // Not this encoding: the next is tried.
    }
  }
  throw new Unreadable('UnsupportedFile');
}

function delimiterOf(text: string): string {
  const head = text.slice(0, 4_000);
  const counts = DELIMITERS.map((delimiter) => head.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
