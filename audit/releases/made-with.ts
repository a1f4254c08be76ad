import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { MadeWith } from '../../db/bundles.ts';

/** This installation: its version, the Temporal packages and the Node it runs on, and its lock file. */
export function madeWith(): MadeWith {
  const { version } = JSON.parse(text('package.json')) as { version: string };
  const sdk = createRequire(import.meta.url)('@temporalio/worker/package.json') as { version: string };
  return { version, sdk: sdk.version, node: process.version, lock: text('package-lock.json') };
}

function text(name: string): string {
  return readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
}
