import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { SILENT } from '../../audit/code.ts';
import { ROOT } from '../../scripts/parts/place.mjs';

/** A change as a developer might make it: in these sources (all where no file is named), one text becomes another. */
export interface Change {
  readonly file?: string;
  readonly from: string;
  readonly to: string;
}

/** The bundle of a copy of the workflows in which something was changed, or nothing. Throws where the text is not there. */
export async function bundleOf(change: Change | null): Promise<string> {
  // Within the project, so that the packages are found; nothing looks for code there.
  const folder = join(ROOT, '.cache', 'mutants', randomUUID());
  try {
    mkdirSync(folder, { recursive: true });
    cpSync(join(ROOT, 'workflows'), folder, { recursive: true });
    if (change !== null) mutate(folder, change);
    return (await bundleWorkflowCode({ workflowsPath: join(folder, 'index.ts'), logger: SILENT })).code;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function mutate(folder: string, { file, from, to }: Change): void {
  const files = file === undefined ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [file];
  let found = 0;
  for (const path of files.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name))) {
    const source = readFileSync(path, 'utf8');
    if (!source.includes(from)) continue;
    found += 1;
    writeFileSync(path, source.replaceAll(from, to));
  }
  if (found === 0) throw new Error(`${file ?? 'no file of workflows/'} does not say: ${from}`);
}
