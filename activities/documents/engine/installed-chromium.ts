import { execFile } from 'node:child_process';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromiumPath } from '../../../config/chromium.ts';
import { NoChromium } from './no-chromium.ts';

/** A Chromium that can be started; its libraries where they come with it. */
export interface Installed {
  readonly executable: string;
  readonly libraries: string | null;
}

/**
 * The Chromium that `CHROMIUM_PATH` names, or the packaged one, unpacked into the folder at first use.
 * @throws NoChromium, EnvironmentError
 */
export async function installedChromium(folder: string): Promise<Installed> {
  const named = chromiumPath();
  if (named !== null) return { executable: named, libraries: null };
  const machine = `${process.platform} ${process.arch}`;
  if (machine !== 'linux x64')
    throw new NoChromium(
      `随附的 Chromium 只能在 linux x64 上运行，本机为 ${machine}：请安装 Chromium 或 Chrome，并把它的绝对路径写入环境变量 CHROMIUM_PATH。`,
    );
  const place = join(folder, `chromium-${packagedVersion()}`);
  if (!(await isThere(place))) await unpack(folder, place);
  return { executable: join(place, 'chromium'), libraries: join(place, 'al2023', 'lib') };
}

function packagedVersion(): string {
  const require = createRequire(import.meta.url);
  const manifest = join(dirname(require.resolve('@sparticuz/chromium')), '..', 'package.json');
  return (require(manifest) as { version: string }).version;
}

async function unpack(folder: string, place: string): Promise<void> {
  const unpacking = join(folder, `unpacking-${process.pid.toString()}`);
  await rm(unpacking, { recursive: true, force: true });
  await mkdir(unpacking, { mode: 0o700 });
  const script = fileURLToPath(new URL('./unpack-chromium.mjs', import.meta.url));
  // By this variable it adds the libraries that slim images lack.
  const env = { TMPDIR: unpacking, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' };
  try {
    await promisify(execFile)(process.execPath, [script], { env });
    await rename(unpacking, place);
  } catch (error) {
    // Another process may have been quicker.
    if (!(await isThere(place)))
      throw new NoChromium(`不能在 ${folder} 中解开 Chromium（需要约 200 MB 空间）。`, error);
  } finally {
    await rm(unpacking, { recursive: true, force: true });
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
