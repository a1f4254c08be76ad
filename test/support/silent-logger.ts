import type { Logger } from '@temporalio/worker';

const nothing = () => undefined;

/** For builds whose words nobody needs in a test's output. */
export const SILENT: Logger = {
  log: nothing,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};
