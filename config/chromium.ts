import { isAbsolute } from 'node:path';
import { Reading, type Source } from './reading.ts';

/** A Chromium that is installed, where the packaged one (Linux on x64) is not to be used or does not run; else null. */
export function chromiumPathOf(read: Reading): string | null {
  const path = read.optional('CHROMIUM_PATH');
  if (path !== null && !isAbsolute(path)) read.wrong('CHROMIUM_PATH', '须为可执行文件的绝对路径', path);
  return path;
}

/** The same for what prints. Throws `EnvironmentError`. */
export function chromiumPath(source: Source = process.env): string | null {
  const read = new Reading(source);
  const path = chromiumPathOf(read);
  read.finish();
  return path;
}
