import { open, type FileHandle } from 'node:fs/promises';
import { canonicalJson } from '../../db/canonical.ts';
import type { Seal } from '../../db/seals.ts';

/** What lies in the place of a seal's file: that seal, another text, or nothing that can be read. */
export type Lying = 'same' | 'other' | 'none';

/**
 * Holds a file against a seal by the signed body and the signature, which stand around the heads: those may be a million,
 * and are the audit's to check.
 */
export async function lyingAt(path: string, { body, signature }: Seal): Promise<Lying> {
  const before = Buffer.from(`{"body":${canonicalJson({ ...body })},"heads":[`);
  const after = Buffer.from(`],"signature":${canonicalJson(signature)}}`);
  const file = await open(path).catch(() => null);
  if (file === null) return 'none';
  try {
    const { size } = await file.stat();
    const isSame =
      (await readAt(file, 0, before.length)).equals(before) &&
      (await readAt(file, size - after.length, after.length)).equals(after);
    return isSame ? 'same' : 'other';
  } catch {
    return 'none';
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, Math.max(0, from));
  return buffer.subarray(0, bytesRead);
}
