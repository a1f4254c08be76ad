import { ALL_SEEING } from './askers.ts';
import type { AccessRow } from './row.ts';

/** Of matters of the whole county: nobody else learns which there are. */
const COUNTYWIDE = { who: ALL_SEEING, otherwise: 'hidden' } as const;

/** What new days and rules would do to matters under way, and how far they have come to them. */
export const REVISION_ROWS: readonly AccessRow[] = [
  { route: 'GET /v1/registers/calendars/:year/:version/effect', ...COUNTYWIDE },
  { route: 'GET /v1/registers/policies/:kind/:policy/:version/effect', ...COUNTYWIDE },
  { route: 'GET /v1/revisions', ...COUNTYWIDE },
  { route: 'GET /v1/revisions/:id', ...COUNTYWIDE },
];
