import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type Logger } from '@temporalio/worker';
import { sha256 } from '../db/chain.ts';

/** The code that histories are replayed on, and its SHA-256; the hash also depends on the folder it was built in. */
export interface WorkflowCode {
  readonly code: string;
  readonly hash: string;
}

/** Bundles this installation's workflows; about two seconds. */
export async function workflowCode(): Promise<WorkflowCode> {
  const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
  return codeOf((await bundleWorkflowCode({ workflowsPath, logger: SILENT })).code);
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
