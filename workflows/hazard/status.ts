/** The thirteen statuses of a hazard. */
export const STATUSES = [
  'reported',
  'registered',
  'assigned',
  'planning',
  'rectifying',
  'rechecking',
  'closing',
  'closed',
  'archived',
  'transferred',
  'rejected',
  'merged',
  'abolished',
] as const;
export type Status = (typeof STATUSES)[number];

/** Statuses in which someone must act: the hazard counts as open. */
export const OPEN_STATUSES = [
  'reported',
  'registered',
  'assigned',
  'planning',
  'rectifying',
  'rechecking',
  'closing',
] as const satisfies readonly Status[];

/** Statuses in which a run still listens: the open ones, the watched and the appealable. */
export const LIVE_STATUSES = [...OPEN_STATUSES, 'closed', 'rejected'] as const satisfies readonly Status[];
