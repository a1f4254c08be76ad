import { createWriteStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { MANIFEST, type Manifest } from '../../../db/backup/manifest.ts';
import { readZip } from '../../../db/backup/zip.ts';
import { sha256 } from '../../../db/chain.ts';

/** What a member's content becomes; null leaves it out. */
export type Change = (member: string, content: Buffer) => Buffer | null;

/** Writes the same backup with members changed, left out, or added. */
export async function altered(
  file: string,
  into: string,
  change: Change,
  added: Readonly<Record<string, string>> = {},
): Promise<string> {
  const zip = await readZip(file);
  const copy = new yazl.ZipFile();
  for (const member of zip.members) {
    const content = change(member, await buffer(await zip.open(member)));
    if (content !== null) copy.addBuffer(content, member);
  }
  for (const [member, content] of Object.entries(added)) copy.addBuffer(Buffer.from(content), member);
  copy.end();
  zip.close();
  await pipeline(copy.outputStream, createWriteStream(into));
  return into;
}

/** The same with another manifest, as whoever makes the file can write it, and with files that it names. */
export async function forged(
  file: string,
  into: string,
  manifestOf: (manifest: Manifest) => object,
  added: Readonly<Record<string, string>> = {},
): Promise<string> {
  const files = Object.entries(added).map(([member, content]) => ({
    member,
    bytes: Buffer.byteLength(content),
    sha256: sha256(content),
  }));
  const change: Change = (member, content) => {
    if (member !== MANIFEST) return content;
    const manifest = JSON.parse(content.toString()) as Manifest;
    return Buffer.from(JSON.stringify(manifestOf({ ...manifest, files: [...manifest.files, ...files] })));
  };
  return await altered(file, into, change, added);
}
