import { buffer } from 'node:stream/consumers';
import { pipeline, Transform } from 'node:stream';
import type { Entry, ZipFile } from 'yauzl';
import { entriesOf, streamOf, zipIn } from '../../../db/zip.ts';
import { LIMITS } from './limits.ts';
import { Unreadable } from './problem.ts';

/** One part of the archive, unpacked and checked. */
export interface Part {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Parts whose presence alone refuses the file: they hold programs. */
const PROGRAMS = /^xl\/(vbaProject|macrosheets\/|intlMacrosheets\/|activeX\/)/i;

/**
 * Unpacks the XML parts of a workbook by the archive's own directory, counting real bytes against `LIMITS`; pictures
 * and the like are passed over. Refuses encrypted archives, programs, bombs and archives that hold no workbook.
 * @throws Unreadable
 */
export async function unpackWorkbook(file: Buffer): Promise<Part[]> {
  const zip = await open(file);
  try {
    if (zip.entryCount > LIMITS.archiveEntries) throw new Unreadable('FileTooLarge');
    const entries = await entriesOf(zip);
    if (entries.some((entry) => PROGRAMS.test(entry.fileName))) throw new Unreadable('MacroFile');
    if (entries.some((entry) => entry.isEncrypted())) throw new Unreadable('EncryptedFile');
    if (!entries.some((entry) => entry.fileName === 'xl/workbook.xml')) throw new Unreadable('UnsupportedFile');
    const wanted = entries.filter((entry) => /\.xml(\.rels)?$/.test(entry.fileName));
    if (wanted.some(declaresBomb) || declared(wanted) > LIMITS.unpackedBytes) throw new Unreadable('FileTooLarge');
    return await unpack(zip, wanted);
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('DamagedFile', error);
  } finally {
    zip.close();
  }
}

function declaresBomb(entry: Entry): boolean {
  return entry.uncompressedSize > LIMITS.ratioFromBytes && entry.uncompressedSize > entry.compressedSize * LIMITS.ratio;
}

function declared(entries: readonly Entry[]): number {
  return entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
}

async function unpack(zip: ZipFile, entries: readonly Entry[]): Promise<Part[]> {
  const parts: Part[] = [];
  let left = LIMITS.unpackedBytes;
  for (const entry of entries) {
    // A declared size can lie: what really comes out is counted too.
    const bytes = await buffer(pipeline(await streamOf(zip, entry), counted(left), () => undefined));
    left -= bytes.length;
    parts.push({ name: entry.fileName, bytes });
  }
  return parts;
}

function counted(most: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > most) done(new Unreadable('FileTooLarge'));
      else done(null, chunk);
    },
  });
}

async function open(file: Buffer): Promise<ZipFile> {
  try {
    return await zipIn(file);
  } catch (error) {
    throw new Unreadable('DamagedFile', error);
  }
}
