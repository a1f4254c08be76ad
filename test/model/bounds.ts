import type { Bound } from './explore.ts';

/** How far `npm test` looks: half a minute on each of two cores. `npm run bench -- model` looks further. */
export const BOUNDS = {
  hazard: { depth: 4, disturbances: 1 },
  papers: { depth: 3, disturbances: 1 },
  busy: { depth: 3, disturbances: 1 },
  accountability: { depth: 4, disturbances: 2 },
  tip: { depth: 4, disturbances: 1 },
} as const satisfies Record<string, Bound>;
