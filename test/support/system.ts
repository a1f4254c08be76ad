import { readFileSync } from 'node:fs';
import { inject } from 'vitest';
import { cloneTemplate } from './template.ts';
import type { DemoAccount } from '../../db/seed/index.ts';

/**
 * What tests of the system tiers (`integration`, `workflow`, `replay`, `fault`) share; the set-up started it.
 *
 *   const db = connect(await freshDatabase());             // in beforeAll; the database goes with the run
 *   const address = temporalAddress();                     // a real server, namespace `temporalNamespace()`
 *   Worker.create({ workflowBundle: workflowBundle(), …})  // built once for all tests
 */

/** The URL of a new database with the county's registers and accounts, for this test file alone; about 20 ms. */
export function freshDatabase(): Promise<string> {
  return cloneTemplate(inject('templateUrl'));
}

/** The accounts that every fresh database holds, with their passwords. */
export function seededAccounts(): readonly DemoAccount[] {
  return inject('accounts');
}

/** `host:port` of the Temporal server shared by all test files: use task queues and workflow ids of your own. */
export function temporalAddress(): string {
  return inject('temporalAddress');
}

/** The namespace on that server, with 90 days' retention. */
export function temporalNamespace(): string {
  return inject('temporalNamespace');
}

/** The time-skipping server's program, for `createTimeSkipping({server: {executable: {type: 'existing-path', path}}})`. */
export function testServerPath(): string {
  return inject('testServerPath');
}

/** The bundle of all workflows, for `Worker.create` and for replay. */
export function workflowBundle(): { code: string } {
  return { code: readFileSync(inject('bundlePath'), 'utf8') };
}
