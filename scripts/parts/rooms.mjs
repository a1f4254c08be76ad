/** The folders in which code stands, besides its tests: every one keeps the rules of style, and imports only what it may. */
export const ROOMS = [
  'workflows',
  'activities',
  'api',
  'db',
  'audit',
  'worker',
  'delivery',
  'config',
  'scripts',
  'bench',
  'web',
];
