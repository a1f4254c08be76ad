import type { HazardRefusalCode } from '../../../../workflows/hazard/refusal.ts';
import type { Said } from '../../../support/hazard-story.ts';

/** A refusal as a story: its code, when it is said in one sentence, and the last thing said. */
export type Case = readonly [HazardRefusalCode, string, () => Said];
