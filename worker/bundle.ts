import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type Logger } from '@temporalio/worker';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = join(ROOT, 'dist', 'bundle');

/** The workflow code that a worker runs. */
export interface Bundle {
  readonly path: string;
  readonly code: string;
  /** SHA-256 of the code; the worker's build id, so that every history names the code that decided it. */
  readonly hash: string;
}

/** Bundles the workflows into `dist/bundle/<hash>.js`. The same sources and libraries give the same bytes, wherever they lie. */
export async function makeBundle(logger: Logger): Promise<Bundle> {
  // The bundler names modules by their way from the working folder; elsewhere the same code would get another hash.
  process.chdir(ROOT);
  const { code } = await bundleWorkflowCode({ workflowsPath: join(ROOT, 'workflows', 'index.ts'), logger });
  const hash = createHash('sha256').update(code).digest('hex');
  const path = join(FOLDER, `${hash}.js`);
  if (!existsSync(path)) {
    mkdirSync(FOLDER, { recursive: true });
    const unready = `${path}.${process.pid.toString()}`;
    writeFileSync(unready, code);
    // Renamed when it is whole: another worker may start at the same moment.
    renameSync(unready, path);
  }
  return { path, code: readFileSync(path, 'utf8'), hash };
}
