import { ACCOUNTABILITY } from './accountability/index.ts';
import { hazardRules } from './hazard/index.ts';
import { asAny } from './kernel/definition.ts';
import { loopOf } from './loop.ts';

/** The bundle's door: one workflow per kind, whose name is the workflow's type. */
export const hazard = loopOf(asAny(hazardRules));
export const accountability = loopOf(ACCOUNTABILITY);
