import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from '@temporalio/worker';
import { workflowCode } from '../audit/code.ts';

const FOLDER = fileURLToPath(new URL('../dist/bundle', import.meta.url));

/** The workflow code that a worker runs. */
export interface Bundle {
  readonly path: string;
  readonly code: string;
  /** SHA-256 of the code; the worker's build id, so that every history names the code that decided it. */
  readonly hash: string;
}

/** Bundles the workflows into `dist/bundle/<hash>.js`. The same sources and libraries give the same bytes, wherever they lie. */
export async function makeBundle(logger: Logger): Promise<Bundle> {
  const { code, hash } = await workflowCode(logger);
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
