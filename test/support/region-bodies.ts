import type { Bodies } from '../../workflows/hazard/command.ts';
import type { ControlBodies } from '../../workflows/hazard/regions/control.ts';
import type { ListingBodies } from '../../workflows/hazard/regions/listing.ts';
import type { RevisionBodies } from '../../workflows/hazard/regions/revision.ts';
import type { StayBodies } from '../../workflows/hazard/regions/stay.ts';
import { CONTROLS } from '../../workflows/hazard/regions/control.ts';
import { people } from './hazard-bodies.ts';

type RegionCommand = keyof (ControlBodies & StayBodies & ListingBodies & RevisionBodies);
type Made = { readonly [T in RegionCommand]: (state: unknown, n: number) => Bodies[T] };

const REASON = '情况属实。';
const EVIDENCE = ['sha256:e'];
const OFFICERS = people('yj-jb', 'yj-jb2');

/** Bodies of the regions' commands that mostly pass, made from a die. */
export const REGION_BODIES: Made = {
  ImposeControl: (_s, n) => ({
    control: CONTROLS[n % CONTROLS.length] ?? 'withdraw',
    target: '二号仓库',
    officers: OFFICERS,
    reason: REASON,
    document: '现场处理措施决定书1号',
    evidence: EVIDENCE,
  }),
  RequestResumption: () => ({ statement: '已整改', evidence: EVIDENCE }),
  DecideResumption: (_s, n) => ({
    decision: n % 3 === 0 ? 'refuse' : 'consent',
    officers: OFFICERS,
    onSite: true,
    opinion: REASON,
    evidence: EVIDENCE,
  }),
  CutSupply: (_s, n) => ({
    supply: n % 2 === 0 ? 'power' : 'explosives',
    document: '停电通知1号',
    reason: REASON,
    ...(n % 3 === 0 ? { emergency: true } : {}),
    evidence: EVIDENCE,
  }),
  RestoreSupply: (_s, n) => ({ supply: n % 2 === 0 ? 'power' : 'explosives', reason: REASON, evidence: EVIDENCE }),
  StayClock: () => ({ reason: REASON, evidence: EVIDENCE }),
  LiftStay: () => ({ reason: REASON }),
  Delist: () => ({ reason: REASON }),
  ReviseTerms: (_s, n) => ({ cause: n % 2 === 0 ? 'calendar' : 'policy', reason: REASON }),
};
