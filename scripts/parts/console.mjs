import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { SetupFailure } from './failure.mjs';
import { runNode } from './node.mjs';
import { ROOT } from './place.mjs';

const WEB = join(ROOT, 'web');
const BUILT = join(WEB, 'dist');
/** Written last: of what the console was built. */
const STAMP = join(BUILT, 'built-of.txt');
const TYPES = join(WEB, 'client', 'schema.d.ts');
const CLIENT = join(ROOT, '.cache', 'openapi.json');
const SMALL_BYTES = 1_000;

/**
 * Builds the console when what it is made of has changed since; does nothing when it has not. Throws a set-up failure
 * when it cannot be built.
 * @param {(sentence: string) => void} log
 */
export async function ensureConsole(log) {
  const sources = hashOf(WEB);
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return;
  log('正在构建控制台（首次约需十秒）……');
  await tool('vite', 'bin/vite.js', ['build', '--config', join(WEB, 'vite.config.ts'), '--logLevel', 'warn']);
  for (const file of readdirSync(BUILT, { recursive: true, withFileTypes: true }))
    if (file.isFile() && /\.(?:js|css|html|svg)$/.test(file.name)) compress(join(file.parentPath, file.name));
  writeFileSync(STAMP, sources);
}

/** Makes the types of the API's client from its own document, when the API has changed since. */
export async function ensureClientTypes() {
  const { ok, said } = await runNode(['--import', 'tsx', 'api/openapi/print.ts'], ROOT);
  if (!ok) throw new SetupFailure(`接口说明没有生成：${said}`);
  if (existsSync(TYPES) && existsSync(CLIENT) && readFileSync(CLIENT, 'utf8') === said) return;
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  writeFileSync(CLIENT, said);
  await tool('openapi-typescript', 'bin/cli.js', [CLIENT, '--output', TYPES, '--immutable', '--empty-objects-unknown']);
}

/**
 * @param {string} name
 * @param {string} bin
 * @param {readonly string[]} args
 */
async function tool(name, bin, args) {
  const { ok, said } = await runNode([join(ROOT, 'node_modules', name, bin), ...args], ROOT);
  if (!ok) throw new SetupFailure(`控制台没有构建成功：${said}`);
}

/** @param {string} file */
function compress(file) {
  const bytes = readFileSync(file);
  if (bytes.length < SMALL_BYTES) return;
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
}

/** @param {string} folder */
function hashOf(folder) {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')));
  for (const path of readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .filter((path) => !path.startsWith(BUILT) && path !== TYPES)
    .sort())
    hash.update(path.slice(ROOT.length)).update(readFileSync(path));
  return hash.digest('hex');
}
