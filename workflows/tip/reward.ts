import type { Terms } from '../kernel/terms.ts';
import type { AccidentGrade, Reckoned, State } from './state.ts';
import { numberIn, type NumberName } from './terms.ts';

const BY_GRADE: Readonly<Record<AccidentGrade, NumberName>> = {
  general: 'concealedGeneral',
  larger: 'concealedLarger',
  major: 'concealedMajor',
  extraordinary: 'concealedExtraordinary',
};

/**
 * The reward in whole yuan as the policy reckons it, and by what: so much for each concealed death up to the cap; else a
 * share of all fines, within its bounds; else, for a hazard, the county's own sum. Null where there is nothing to reckon
 * by. A part of a yuan counts as a whole one, in the tipster's favour (our default).
 */
export function rewardOf(
  state: Pick<State, 'about' | 'verification' | 'penalties'> & { readonly terms: Pick<Terms, 'numbers'> },
): Reckoned | null {
  const { terms, about, penalties } = state;
  const figure = (name: NumberName): number => numberIn(terms, name);
  const concealed = state.verification?.concealed ?? null;
  if (concealed !== null && concealed.deaths > 0) {
    const each = figure(BY_GRADE[concealed.grade]);
    return { amount: Math.min(concealed.deaths * each, figure('concealedMax')), basis: 'concealed' };
  }
  const fined = penalties.reduce((sum, { amount }) => sum + amount, 0);
  if (fined > 0) {
    // Whole yuan times per cent are whole fen.
    const share = Math.ceil((fined * figure('rewardPercent')) / 100);
    return { amount: Math.min(Math.max(share, figure('rewardMin')), figure('rewardMax')), basis: 'penalty' };
  }
  return about === 'hazard' ? { amount: figure('rewardWithoutPenalty'), basis: 'default' } : null;
}
