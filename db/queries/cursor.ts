import { parseInstant, type Instant } from '../../workflows/kernel/instant.ts';

/** The last row of a page: its instant, and what tells it from others of the same instant. */
interface Place {
  readonly at: Instant;
  readonly id: string;
}

/** The cursor was not made by this list. */
export class BadCursor extends Error {}

/** The cursor of the page after `place`. */
export function cursorOf({ at, id }: Place): string {
  return Buffer.from(`${at} ${id}`).toString('base64url');
}

/** The place that a cursor names. Throws `BadCursor`. */
export function readCursor(cursor: string): Place {
  const [instant, id] = Buffer.from(cursor, 'base64url').toString().split(' ');
  const at = parseInstant(instant ?? '');
  if (at === null || id === undefined || id === '') throw new BadCursor('not a cursor of this list');
  return { at, id };
}
