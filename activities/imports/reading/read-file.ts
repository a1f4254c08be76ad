import { LIMITS } from './limits.ts';
import { fileProblem, Unreadable, type FileProblem } from './problem.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import type { Sheet } from './sheet.ts';

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
/** Old Excel and password-protected new Excel both come in this container. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

/** The sheets of a ledger file, judged by what it holds and not by its name; or why it cannot be read. */
export async function readLedgerFile(
  file: Buffer,
  name: string,
): Promise<{ sheets: readonly Sheet[] } | { problem: FileProblem }> {
  if (file.length === 0) return { problem: fileProblem('EmptyFile') };
  if (file.length > LIMITS.fileBytes) return { problem: fileProblem('FileTooLarge') };
  if (startsWith(file, COMPOUND))
    return { problem: fileProblem(file.includes(ENCRYPTED_PACKAGE) ? 'EncryptedFile' : 'OldExcelFile') };
  try {
    if (startsWith(file, ZIP)) return { sheets: await readXlsx(file) };
    if (!/\.(csv|txt)$/i.test(name)) return { problem: fileProblem('UnsupportedFile') };
    return { sheets: readCsv(file) };
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.problem };
    throw error;
  }
}

function startsWith(file: Buffer, mark: Buffer): boolean {
  return file.subarray(0, mark.length).equals(mark);
}
