import { makeBundle } from '../../worker/bundle.ts';
import { SILENT } from './silent-logger.ts';

/** Builds the workflow bundle once, as the worker does; the path of the file. */
export async function buildBundle(): Promise<string> {
  return (await makeBundle(SILENT)).path;
}
