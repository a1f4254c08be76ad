import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/parts/place.mjs';
import { makeBundle } from '../../worker/bundle.ts';
import { SILENT } from './silent-logger.ts';

/** Builds the workflow bundle once, as the worker does; the path of the file. */
export async function buildBundle(): Promise<string> {
  if (!existsSync(join(ROOT, 'workflows', 'index.ts'))) return '';
  return (await makeBundle(SILENT)).path;
}
