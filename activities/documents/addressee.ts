import type { HazardState } from '../../workflows/hazard/state.ts';
import type { DocumentName } from '../../workflows/kernel/papers.ts';
import type { UnitId } from '../../workflows/kernel/terms.ts';
import type { Source } from './definition.ts';

/** Papers of control: to whoever runs what is inspected, even where another unit must rectify. */
const TO_OPERATOR: readonly DocumentName[] = ['controlDecision', 'supplyCutNotice', 'resumptionOpinion'];

/**
 * To which unit a hazard's paper is addressed as of its event; null where there is none, and of another kind. Whoever must
 * rectify later is not whom it was given to.
 */
export function addresseeOf(
  document: DocumentName,
  { matter, after }: Pick<Source, 'matter' | 'after'>,
): UnitId | null {
  if (matter.kind !== 'hazard') return null;
  const { assignment, subject } = after as HazardState;
  const rectifier = assignment?.unit ?? null;
  return TO_OPERATOR.includes(document) ? (subject ?? rectifier) : (rectifier ?? subject);
}
