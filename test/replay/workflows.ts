import { loopOf } from '../../workflows/loop.ts';
import { numberedErrandRules } from './numbered-errand.ts';

/** The bundle's door for tests of the audit. */
export const errand = loopOf(numberedErrandRules);
