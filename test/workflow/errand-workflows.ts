import { loopOf } from '../../workflows/loop.ts';
import { errandRules } from './errand.ts';

/** The bundle's door for tests of the runner. */
export const errand = loopOf(errandRules);
