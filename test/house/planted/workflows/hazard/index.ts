import { face } from './face.ts';
import { tip } from '../tip/index.ts';
import { absent } from './absent.ts';
export const rules = { face, tip, absent };
