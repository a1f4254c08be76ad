import type { AccessRow } from './row.ts';

/** What the console reads: but for the ways to sign in, all of it within the scope of the reader. A stream and a desk are of a person, not of a key. */
export const CONSOLE_ROWS: readonly AccessRow[] = [
  { route: 'GET /v1/public/sign-in', who: 'anyone' },
  { route: 'GET /v1/stream', who: 'signedIn' },
  { route: 'GET /v1/desk', who: 'signedIn' },
  { route: 'GET /v1/chain/groups', who: 'signedIn', key: 'statistics' },
  { route: 'GET /v1/statistics/groups', who: 'signedIn', key: 'statistics' },
  { route: 'GET /v1/statistics/cohorts', who: 'signedIn', key: 'statistics' },
];
