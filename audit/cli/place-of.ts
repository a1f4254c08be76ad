import { resolve } from 'node:path';

/** The address of a file or folder as whoever typed it meant it: npm runs us elsewhere, and says from where it was called. */
export function placeOf(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}
