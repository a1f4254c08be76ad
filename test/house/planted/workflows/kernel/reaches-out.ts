import { readFileSync } from 'node:fs';
import type { Row } from '../../db/row.ts';
export const read = (row: Row) => readFileSync(row.path);
