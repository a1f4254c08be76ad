/** What an API key may be allowed, each by itself. */
export const KEY_SCOPES = [
  'matters:read',
  'matters:open',
  'matters:command',
  'evidence',
  'imports',
  'registers:read',
  'statistics',
  'inbox',
  'audit:read',
] as const;

/** The name of one of these. */
export type KeyScope = (typeof KEY_SCOPES)[number];
