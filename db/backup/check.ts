import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { BackupFailure, MANIFEST, manifestIn, type FilePart, type Manifest, type TablePart } from './manifest.ts';
import { Meter } from './meter.ts';
import type { Say } from './say.ts';
import { readZip, type ZipReader } from './zip.ts';

/** What a backup says of itself, and in Chinese each place where its content is not that. */
export interface Checked {
  readonly manifest: Manifest;
  readonly faults: readonly string[];
}

/**
 * Reads a backup from end to end without any database: every member that the manifest names is there, no other is, and
 * each has its size, its hash and its number of rows. Throws `BackupFailure` when the file or its manifest cannot be read.
 */
export async function checkBackup(file: string, say: Say): Promise<Checked> {
  const zip = await readZip(file);
  try {
    const manifest = await readManifest(zip);
    const parts: readonly FilePart[] = [...manifest.tables, ...manifest.files];
    const named = new Set([MANIFEST, ...parts.map(({ member }) => member)]);
    const faults = zip.members.filter((member) => !named.has(member)).map((member) => `多出清单之外的 ${member}`);
    const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
    let done = 0;
    for (const part of parts) {
      const fault = await faultOf(zip, part, (bytes) => {
        done += bytes;
        say.progress(done, total, `核对 ${part.member}`);
      });
      if (fault !== null) faults.push(fault);
    }
    return { manifest, faults };
  } finally {
    zip.close();
  }
}

async function readManifest(zip: ZipReader): Promise<Manifest> {
  if (!zip.members.includes(MANIFEST)) throw new BackupFailure('这个文件没有清单，不是本系统的完整备份。');
  return manifestIn(await text(await zip.open(MANIFEST)));
}

async function faultOf(zip: ZipReader, part: FilePart, seen: (bytes: number) => void): Promise<string | null> {
  if (!zip.members.includes(part.member)) return `缺少 ${part.member}`;
  const meter = new Meter(seen);
  try {
    await pipeline(await zip.open(part.member), meter, nowhere());
  } catch (error) {
    return `${part.member} 无法读出（${error instanceof Error ? error.message : String(error)}）`;
  }
  const { bytes, rows, sha256 } = meter.result();
  if (sha256 !== part.sha256 || bytes !== part.bytes) return `${part.member} 的内容与清单不符`;
  const { rows: expected = rows } = part as Partial<TablePart>;
  return expected === rows ? null : `${part.member} 有 ${rows.toString()} 行，清单为 ${expected.toString()} 行`;
}

function nowhere(): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
}
