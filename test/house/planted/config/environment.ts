import type { Row } from '../db/row.ts';
export type Environment = { row: Row };
