import { start } from '../delivery/start.ts';
export interface Row { path: string }
export const begin = start;
