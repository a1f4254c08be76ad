import { readFileSync } from 'node:fs';

/** The picture that every example of a command cites (`DEMO_EVIDENCE`). */
export const DEMO_PICTURE = readFileSync(
  new URL('../../scripts/demo-county/pictures/detector-before.png', import.meta.url),
);
