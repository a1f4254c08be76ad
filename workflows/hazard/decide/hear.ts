import { heardIn } from '../../kernel/lifecycle.ts';
import { paperTold, type PaperEvents } from '../../kernel/paper-told.ts';
import { refuse } from '../../kernel/refusal.ts';
import { happened, type HazardEvent } from '../event.ts';
import { isOver, lastPapers } from '../last-papers.ts';
import { LIFECYCLE } from '../lifecycle.ts';
import { orderPaper } from '../papers.ts';
import type { HazardState } from '../state.ts';
import type { ServiceWay } from '../vocabulary.ts';
import { decided, type Decide } from './parts.ts';
import { served } from './service.ts';

/**
 * What another matter tells, or a job of this matter's own papers. An order that is served as a paper is served. A matter
 * that is over hears of its last papers alone.
 */
export const hear: Decide<'Hear'> = (state, { body, at }) => {
  const told = body.from === state.id ? paperTold(state.papers ?? [], body) : null;
  if (isOver(state) && (told === null || lastPapers(state).length === 0))
    return { refusal: refuse('MatterEnded', '该事项已经办结，不再受理新的操作；有新情况请另行上报。') };
  if (told === null) return decided(happened('LinkHeard', body));
  return decided(told, ...(told.type === 'DocumentServed' ? orderServed(state, told.data, at) : []));
};

function orderServed(
  state: HazardState,
  { key, way, date, evidence }: PaperEvents['DocumentServed'],
  at: Parameters<typeof served>[2],
): readonly HazardEvent[] {
  const isOwed = key === orderPaper(state)?.key && state.assignment?.service === null;
  if (!isOwed || heardIn(LIFECYCLE, 'RecordService', state.status, ['supervisor']) !== null) return [];
  // The ways that a paper is served by are the ones that service is recorded by; who witnessed it stands in its receipt.
  return served(state, { way: way as ServiceWay, date, witness: null, evidence }, at);
}
