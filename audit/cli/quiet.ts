import { Runtime } from '@temporalio/worker';
import { SILENT } from '../code.ts';

/** Keeps Temporal's core silent: a replay that breaks off is a finding, not a log line. Ctrl-C ends the process at once. */
export function silenceCore(): void {
  Runtime.install({
    logger: SILENT,
    telemetryOptions: { logging: { forward: {}, filter: 'OFF' } },
    shutdownSignals: [],
  });
}
