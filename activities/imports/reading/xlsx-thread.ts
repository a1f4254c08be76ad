import { parentPort, workerData } from 'node:worker_threads';
import readWorkbook from 'read-excel-file/node';
import { unpackWorkbook, type Part } from './archive.ts';
import { LIMITS } from './limits.ts';
import { Unreadable, type FileProblem } from './problem.ts';
import { repack } from './repack.ts';
import type { Sheet } from './sheet.ts';

/** What the thread answers, once. */
export type ThreadAnswer = { readonly sheets: readonly Sheet[] } | { readonly problem: FileProblem };

async function sheetsOf(file: Buffer): Promise<readonly Sheet[]> {
  const parts = await unpackWorkbook(file);
  if (parts.some(reachesTooFar)) throw new Unreadable('FileTooLarge');
  const checked = repack(parts);
  let sheets: readonly Sheet[];
  try {
    const read: { sheet: string; data: unknown[][] }[] = await readWorkbook(checked);
    sheets = read.map(({ sheet, data }) => ({ name: sheet, rows: data as Sheet['rows'] }));
  } catch (error) {
    throw new Unreadable('DamagedFile', error);
  }
  // Many cells may share one long text: small here, but copied out as often as it is used.
  if (sheets.length > LIMITS.sheets || sheets.some(isOversized)) throw new Unreadable('FileTooLarge');
  return sheets;
}

/**
 * Whether a sheet has a filled cell beyond the limits: the reader would fill everything before it with empty cells.
 * Formatting alone, which some programs spread over a million rows, is passed over.
 */
function reachesTooFar({ name, bytes }: Part): boolean {
  if (!name.startsWith('xl/worksheets/')) return false;
  for (const [, letters = '', row] of bytes.toString('latin1').matchAll(/<c\s[^>]*?\br="([A-Z]+)(\d+)"[^>]*(?<!\/)>/g))
    if (Number(row) > LIMITS.rows || columnOf(letters) > LIMITS.columns) return true;
  return false;
}

function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function isOversized({ rows }: Sheet): boolean {
  if (rows.length > LIMITS.rows || (rows[0]?.length ?? 0) > LIMITS.columns) return true;
  let chars = 0;
  for (const row of rows)
    for (const cell of row) {
      if (typeof cell !== 'string') continue;
      chars += cell.length;
      if (cell.length > LIMITS.cellChars || chars > LIMITS.sheetChars) return true;
    }
  return false;
}

async function answer(file: Uint8Array): Promise<ThreadAnswer> {
  try {
    return { sheets: await sheetsOf(Buffer.from(file.buffer, file.byteOffset, file.byteLength)) };
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.problem };
    throw error;
  }
}

if (parentPort !== null) parentPort.postMessage(await answer(workerData as Uint8Array));
