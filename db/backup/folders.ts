import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { BackupFailure, type FilePart } from './manifest.ts';

/**
 * What belongs to an installation and lies outside the database: the folder of archived histories, if they are not in the
 * database; the seals; and files of `DATA_DIR` that are named one by one. Null, or no file, for what there is not.
 */
export interface Folders {
  readonly archive: string | null;
  readonly seals: string | null;
  readonly home: string | null;
  readonly homeFiles: readonly string[];
}

/** A file to be taken, under the name that it has in the backup. */
export interface Taken {
  readonly member: string;
  readonly path: string;
  readonly size: number;
}

const PRIVATE_KEY = '-----BEGIN';
/** A line of `SECRET_KEY_FILE`. */
const SECRET_KEY = /^[A-Za-z0-9+/]{43}=$/;
const KEY_AT_MOST = 64 * 1024;

/** The files to be taken. A private or a secret key is never among them, wherever it lies. */
export async function filesOf(folders: Folders): Promise<Taken[]> {
  const { archive, seals, home, homeFiles } = folders;
  const named = home === null ? [] : homeFiles.map((name) => ({ member: `home/${name}`, path: join(home, name) }));
  const found = [...(await filesIn('archive', archive)), ...(await filesIn('seals', seals)), ...named];
  const taken: Taken[] = [];
  for (const { member, path } of found.filter((file) => existsSync(file.path))) {
    const { size } = await stat(path);
    if (!(await isKey(path, size))) taken.push({ member, path, size });
  }
  return taken;
}

async function filesIn(name: string, folder: string | null): Promise<{ member: string; path: string }[]> {
  if (folder === null || !existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ member: [name, ...path.slice(folder.length).split(sep).filter(Boolean)].join('/'), path }));
}

async function isKey(path: string, size: number): Promise<boolean> {
  if (size > KEY_AT_MOST) return false;
  const text = await readFile(path, 'latin1');
  return hasPrivateKey(text) || isSecretKey(text);
}

function hasPrivateKey(text: string): boolean {
  return text.includes(PRIVATE_KEY) && text.includes('PRIVATE KEY-----');
}

/** Beside what it sealed, it would open every name. */
function isSecretKey(text: string): boolean {
  const lines = text.split(/\s+/).filter((line) => line !== '');
  return lines.length > 0 && lines.every((line) => SECRET_KEY.test(line));
}

/** Throws `BackupFailure` for a private key: a backup never has one, and a planted one would sign seals. */
export async function refusePrivateKey({ member, bytes }: FilePart, content: Readable): Promise<void> {
  if (bytes > KEY_AT_MOST) content.destroy();
  else if (hasPrivateKey((await buffer(content)).toString('latin1')))
    throw new BackupFailure(`备份中的 ${member} 是私钥，没有恢复：备份从不含私钥，这个文件被改动过，请另取一份备份。`);
}

/** Where a file of a backup goes; throws `BackupFailure` when no folder is named for it, or another file stands there. */
export async function placeOf(part: FilePart, folders: Folders): Promise<string> {
  const [name = '', ...rest] = part.member.split('/');
  const folder = { archive: folders.archive, seals: folders.seals, home: folders.home }[name] ?? null;
  if (folder === null && name === 'archive')
    throw new BackupFailure('备份中有存档文件夹：请用 ARCHIVE_DIR 指定恢复到哪个文件夹。');
  // What `npm start` finds in its folder it takes for its own.
  if (isUnknown(name, rest, folders))
    throw new BackupFailure(`备份中的 ${part.member} 不是本系统的文件，没有恢复：备份被改动过，请另取一份备份。`);
  if (folder === null) throw new BackupFailure(`备份中的 ${part.member} 不知恢复到何处：请用 DATA_DIR 指定文件夹。`);
  const path = join(folder, ...rest);
  if (existsSync(path) && (await hashOf(path)) !== part.sha256)
    throw new BackupFailure(`${path} 已存在，且内容与备份不同：请换一个空的文件夹，或先把它移走。`);
  return path;
}

function isUnknown(name: string, rest: readonly string[], { homeFiles }: Folders): boolean {
  if (!['archive', 'seals', 'home'].includes(name) || rest.length === 0) return true;
  if (rest.some((part) => part === '' || part === '.' || part === '..' || part.includes('\\'))) return true;
  return name === 'home' && !homeFiles.includes(rest.join('/'));
}

/** Writes a file under another name and renames it; one that stands already is left. */
export async function placeFile(path: string, content: Readable): Promise<void> {
  if (existsSync(path)) {
    content.destroy();
    return;
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const unready = `${path}.unready`;
  await rm(unready, { force: true });
  await pipeline(content, createWriteStream(unready, { flags: 'wx', mode: 0o600 }));
  await rename(unready, path);
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
