import { answer } from '../api/answer.ts';
export const work = answer;
