import { dayOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { Bodies } from '../../workflows/hazard/command.ts';
import type { RegionBodies } from '../../workflows/hazard/regions/bodies.ts';
import { CONTROLS, type SupplyKind } from '../../workflows/hazard/regions/control.ts';
import type { HazardState } from '../../workflows/hazard/state.ts';
import { people } from './hazard-bodies.ts';

type RegionCommand = keyof RegionBodies;
type Made = { readonly [T in RegionCommand]: (state: HazardState, n: number, at: Instant) => Bodies[T] };

const REASON = '情况属实。';
const EVIDENCE = ['sha256:e'];
const OFFICERS = people('yj-jb', 'yj-jb2');
/** Who may sign a paper of the supervising unit, and who may withdraw people. */
const SIGNERS = people('yj-jb', 'yj-jb2', 'yj-fg', 'yj-zr');
const ANYBODY = [...SIGNERS, ...people('zj-jb', 'zj-fg', 'zj-zr', 'town-jb', 'town-fg', 'awb-jb', 'awb-zr')];

/** A supply that is cut, if any, else one by the die. */
function supplyOf({ supplies }: HazardState, n: number): SupplyKind {
  const cut = supplies.find((supply) => supply.restoredAt === null);
  return cut?.kind ?? (n % 2 === 0 ? 'power' : 'explosives');
}

/** Bodies of the regions' commands that mostly pass, made from a die. */
export const REGION_BODIES: Made = {
  ImposeControl: (state, n) => {
    const control = CONTROLS[n % CONTROLS.length] ?? 'withdraw';
    const found = n % 7 > 1 ? undefined : state.controls.findLast((one) => one.liftedAt === null);
    return {
      control,
      target: found?.target ?? `${(n % 9).toString()}号仓库`,
      officers: control === 'withdraw' ? ANYBODY : SIGNERS,
      reason: REASON,
      document: '现场处理措施决定书1号',
      evidence: EVIDENCE,
      ...(found === undefined ? {} : n % 7 === 0 ? { extend: found.nth } : { replaces: found.nth }),
    };
  },
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
  RestoreSupply: (state, n) => ({ supply: supplyOf(state, n), reason: REASON, evidence: EVIDENCE }),
  StayClock: () => ({ reason: REASON, evidence: EVIDENCE }),
  LiftStay: () => ({ reason: REASON }),
  RecordUrging: (_s, _n, at) => ({ visitedOn: dayOf(at), found: '正在整改，已督促' }),
  Delist: () => ({ reason: REASON }),
  ReviseTerms: (_s, n) => ({ cause: n % 2 === 0 ? 'calendar' : 'policy', reason: REASON }),
};
