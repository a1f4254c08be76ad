import { run } from '../workflows/loop.ts';
import { answer } from '../api/answer.ts';
export const start = { run, answer };
