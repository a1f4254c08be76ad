import { work } from '../worker/work.ts';
export const record = work;
