import { wait } from '../../workflows/kernel/waits.ts';
export const expected = wait;
