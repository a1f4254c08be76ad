import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type Logger } from '@temporalio/worker';
import { sha256 } from '../db/chain.ts';

/** The code that histories are replayed on, and its SHA-256. */
export interface WorkflowCode {
  readonly code: string;
  readonly hash: string;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Bundles this installation's workflows, byte for byte as the worker does; about two seconds. */
export async function workflowCode(): Promise<WorkflowCode> {
  const cwd = process.cwd();
  // The bundler names modules by their way from the working folder; elsewhere the same code would get another hash.
  process.chdir(ROOT);
  try {
    const workflowsPath = join(ROOT, 'workflows', 'index.ts');
    return codeOf((await bundleWorkflowCode({ workflowsPath, logger: SILENT })).code);
  } finally {
    process.chdir(cwd);
  }
}

/** A bundle with its hash. */
export function codeOf(code: string): WorkflowCode {
  return { code, hash: sha256(code) };
}

const nothing = () => undefined;
/** For Temporal's own log lines: what an audit finds is said by the audit. */
export const SILENT: Logger = {
  log: nothing,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};
