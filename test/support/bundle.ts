import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { ROOT } from '../../scripts/parts/place.mjs';

/** Builds the workflow bundle once into `folder`; the path of the file. */
export async function buildBundle(folder: string): Promise<string> {
  if (!existsSync(join(ROOT, 'workflows', 'index.ts'))) return '';
  const { code } = await bundleWorkflowCode({ workflowsPath: join(ROOT, 'workflows', 'index.ts'), logger: SILENT });
  const path = join(folder, 'workflow-bundle.js');
  writeFileSync(path, code);
  return path;
}

const nothing = () => undefined;
const SILENT = { log: nothing, trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };
