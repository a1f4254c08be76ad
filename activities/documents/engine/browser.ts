import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { chromiumFolder } from './chromium-folder.ts';
import { EVERYTHING } from './fonts.ts';
import { installedChromium, type Installed } from './installed-chromium.ts';
import { NoChromium } from './no-chromium.ts';
import { serveOnlyOurs } from './page-source.ts';

/** Documents are ours or a county's own template, and no request leaves: what a sandbox would guard against. Root has none. */
const ARGS = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND'];

/** One for the whole process; null until it is needed, and after it died. */
let running: Promise<BrowserContext> | null = null;

/** The running Chromium; started where none runs. It ends with this process, however that ends. */
export function browser(): Promise<BrowserContext> {
  if (running !== null) return running;
  const starting = launched();
  const forget = (): void => {
    if (running === starting) running = null;
  };
  starting.then((context) => context.once('close', forget), forget);
  return (running = starting);
}

/** Closes Chromium where one runs, and removes what it wrote. */
export async function closeBrowser(): Promise<void> {
  const closing = running;
  running = null;
  if (closing === null) return;
  await (await closing).close();
  await rm(await runFolder(), { recursive: true, force: true });
}

async function runFolder(): Promise<string> {
  return join(await chromiumFolder(), `run-${process.pid.toString()}`);
}

async function launched(): Promise<BrowserContext> {
  const folder = await chromiumFolder();
  const installed = await installedChromium(folder);
  const run = join(folder, `run-${process.pid.toString()}`);
  await rm(run, { recursive: true, force: true });
  await mkdir(join(run, 'profile'), { recursive: true, mode: 0o700 });
  const fonts = join(run, 'fonts.conf');
  await writeFile(fonts, `<fontconfig><dir>${dirname(EVERYTHING)}</dir><cachedir>${run}</cachedir></fontconfig>`);
  const context = await started(installed, run, environmentOf(run, fonts, installed));
  await serveOnlyOurs(context);
  return context;
}

async function started({ executable }: Installed, run: string, env: Record<string, string>): Promise<BrowserContext> {
  try {
    return await chromium.launchPersistentContext(join(run, 'profile'), {
      executablePath: executable,
      args: ARGS,
      env,
      handleSIGHUP: false,
      handleSIGINT: false,
      handleSIGTERM: false,
      acceptDownloads: false,
      serviceWorkers: 'block',
    });
  } catch (error) {
    throw new NoChromium(
      `${executable} 不能启动：可以安装 Chromium 或 Chrome，并把它的绝对路径写入环境变量 CHROMIUM_PATH。`,
      error,
    );
  }
}

/** Nothing of ours, which holds secrets; only our fonts, so that every machine prints alike. */
function environmentOf(run: string, fonts: string, { libraries }: Installed): Record<string, string> {
  const own = { HOME: run, TMPDIR: run, TZ: 'UTC', LANG: 'C.UTF-8', FONTCONFIG_FILE: fonts, PATH: '/usr/bin:/bin' };
  return libraries === null ? own : { ...own, LD_LIBRARY_PATH: libraries };
}
