import { hazardRules } from '../../../workflows/hazard/index.ts';
import { asAny } from '../../../workflows/kernel/definition.ts';
import { loopOf } from '../../../workflows/loop.ts';

/** The bundle's door of the release before: it knows the rules up to version 1. */
export const hazard = loopOf({ ...asAny(hazardRules), version: 1 });
