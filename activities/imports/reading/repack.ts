import { crc32 } from 'node:zlib';
import type { Part } from './archive.ts';

const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const UTF8_NAMES = 0x0800;
const VERSION = 20;

/**
 * Packs checked parts into an archive of stored entries. The spreadsheet reader walks local headers, the check walked
 * the central directory; handing on only what was checked leaves no room between the two.
 */
export function repack(parts: readonly Part[]): Buffer {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name, 'utf8');
    const crc = crc32(part.bytes);
    const local = Buffer.alloc(LOCAL_BYTES);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(VERSION, 4);
    fields(local, 6, crc, part.bytes.length, name.length);
    const central = Buffer.alloc(CENTRAL_BYTES);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(VERSION, 4);
    central.writeUInt16LE(VERSION, 6);
    fields(central, 8, crc, part.bytes.length, name.length);
    central.writeUInt32LE(offset, 42);
    chunks.push(local, name, part.bytes);
    directory.push(central, name);
    offset += LOCAL_BYTES + name.length + part.bytes.length;
  }
  const listed = Buffer.concat(directory);
  return Buffer.concat([...chunks, listed, endOf(parts.length, listed.length, offset)]);
}

/** The fields that both headers share: flags, method 0, time, checksum, both sizes, length of the name. */
function fields(header: Buffer, at: number, crc: number, size: number, nameBytes: number): void {
  header.writeUInt16LE(UTF8_NAMES, at);
  header.writeUInt32LE(crc, at + 8);
  header.writeUInt32LE(size, at + 12);
  header.writeUInt32LE(size, at + 16);
  header.writeUInt16LE(nameBytes, at + 20);
}

function endOf(entries: number, directoryBytes: number, directoryAt: number): Buffer {
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(directoryBytes, 12);
  end.writeUInt32LE(directoryAt, 16);
  return end;
}
