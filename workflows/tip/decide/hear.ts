import { happened } from '../event.ts';
import { denied } from '../refusal.ts';
import { isHazardOver, withTold, type HazardEnd, type ToldHazard } from '../hazards.ts';
import { type Step } from '../state.ts';
import { carried, stepFrom } from '../step.ts';
import { decided, type Decide, type Open } from './parts.ts';

const ENDS: Readonly<Record<string, HazardEnd>> = {
  closed: 'closed',
  rejected: 'rejected',
  merged: 'merged',
  transferred: 'transferred',
  abolished: 'abolished',
  movedOn: 'movedOn',
};

/** What a hazard that came of the tip tells: that it was opened or reopened, or how it ended. It names the tip's own id. */
export const hear: Decide<'Hear'> = (state, { body: { from, data }, at }) => {
  const { tipId, number, end } = data;
  const no = denied({ NotLinked: tipId !== state.tipId || typeof number !== 'string' });
  if (no !== null) return no;
  const told: ToldHazard = {
    matterId: from,
    number: String(number),
    end: typeof end === 'string' ? (ENDS[end] ?? null) : null,
  };
  return decided(
    happened('HazardHeard', { from, number: told.number, end: told.end, step: stepAfter(state, told, at) }),
  );
};

/** Once how it stands was told, the final answer waits for the hazard, and is due from its end. */
function stepAfter(state: Open, told: ToldHazard, at: Step['since']): Step | null {
  const { answers, hazards, status, step, terms } = state;
  if (status !== 'handling' || !answers.some(({ interim }) => interim)) return null;
  const isOver = isHazardOver(withTold(hazards, told));
  if (isOver !== (step.period === 'progress')) return null;
  return carried(step, stepFrom(terms, isOver ? 'finalAnswer' : 'progress', step, at), at);
}
