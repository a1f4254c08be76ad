import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl, { type ZipFile } from 'yauzl';
import yazl from 'yazl';
import { entriesOf, streamOf } from '../zip.ts';
import { BackupFailure } from './manifest.ts';
import { Meter, type Metered } from './meter.ts';

/** A zip file that is being written, member by member; nothing of it is held in memory. */
export interface ZipWriter {
  /** Adds a member and waits until it has been read to its end. */
  add(member: string, content: Readable, seen?: (bytes: number) => void): Promise<Metered>;
  /** Ends the file and waits until it is safely on disk; its size and hash. */
  end(): Promise<Metered>;
  /** Gives up; the unfinished file stays. */
  abandon(why: unknown): Promise<void>;
}

/** A file that only its owner can read. It must not exist yet. */
export function newFile(path: string): Writable {
  return createWriteStream(path, { flags: 'wx', mode: 0o600 });
}

/** Writes a zip file into `out`, which lies at `file`. */
export function writeZip(file: string, out: Writable): ZipWriter {
  const zip = new yazl.ZipFile();
  const whole = new Meter();
  const written = pipeline(zip.outputStream, whole, out);
  // Whoever adds or ends hears of a full disk; until then nobody waits.
  written.catch(() => undefined);
  return {
    add: async (member, content, seen) => {
      const meter = new Meter(seen);
      const read = pipeline(content, meter);
      read.catch(() => undefined);
      zip.addReadStreamLazy(member, { mode: 0o600 }, (use) => {
        use(null, meter);
      });
      await Promise.race([read, written]);
      await read;
      return meter.result();
    },
    end: async () => {
      zip.end();
      await written;
      const onDisk = await open(file);
      await onDisk.sync().finally(() => onDisk.close());
      return whole.result();
    },
    abandon: async (why) => {
      out.destroy(why instanceof Error ? why : new Error(String(why)));
      await written.catch(() => undefined);
    },
  };
}

/** A zip file that is read: its members by name. */
export interface ZipReader {
  readonly members: readonly string[];
  open(member: string): Promise<Readable>;
  close(): void;
}

/** Opens a backup for reading; throws `BackupFailure` when there is none, or it is no whole zip file. */
export async function readZip(file: string): Promise<ZipReader> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false }, (error, opened) => {
      if (error === null) resolve(opened);
      else reject(new BackupFailure(`无法读取备份文件 ${file}（${error.message}）。`));
    });
  });
  try {
    return await readerOf(zip, file);
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function readerOf(zip: ZipFile, file: string): Promise<ZipReader> {
  const listed = await entriesOf(zip).catch((error: unknown) => {
    throw new BackupFailure(`备份文件 ${file} 已损坏（${error instanceof Error ? error.message : String(error)}）。`);
  });
  const entries = new Map(listed.map((entry) => [entry.fileName, entry]));
  return {
    members: [...entries.keys()],
    open: async (member) => {
      const entry = entries.get(member);
      if (entry === undefined) throw new BackupFailure(`备份文件 ${file} 中没有 ${member}。`);
      return await streamOf(zip, entry);
    },
    close: () => {
      zip.close();
    },
  };
}
