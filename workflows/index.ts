import { ACCOUNTABILITY } from './accountability/index.ts';
import { hazardRules } from './hazard/index.ts';
import { asAny } from './kernel/definition.ts';
import { loopOf } from './loop.ts';
import { TIP } from './tip/index.ts';

export { duty } from './duty.ts';

/** The bundle's door: one workflow per kind, whose name is the workflow's type, and `duty` for what schedules have done. */
export const hazard = loopOf(asAny(hazardRules));
export const accountability = loopOf(ACCOUNTABILITY);
export const tip = loopOf(TIP);
