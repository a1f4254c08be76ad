import type { PersonId } from '../../kernel/terms.ts';
import type { HandOver } from '../command.ts';
import { v1, type HandedOver } from '../event.ts';
import { no, yes, type CaseDecision } from '../refusal.ts';
import { isPostInvolved, seatsIn } from '../seats.ts';
import type { Ended, State } from '../state.ts';

/**
 * Another post holds the case from now on, because nobody is in the one that held it; the deadline stays. Only a post
 * that may keep or decide it, and with someone in it who is not involved: recusal does not lapse with a leave.
 */
export function handOver(state: State, { body }: HandOver): CaseDecision {
  const { county } = state.terms;
  const { post, people = [], cause, reason } = body;
  // The lifecycle table hears a hand-over only while the case is open.
  const { step } = state as Exclude<State, Ended>;
  if (post === step.holder) return no('SameHolder', '该岗位正持有本案，无须移交。');
  const isRecused = people.length > 0 && people.every((person) => isConcerned(state, person));
  if (isRecused || (post !== county.partySecretary && isPostInvolved(state, post, county)))
    return no('SeatRecused', '该岗位或其人员曾经办该隐患或是本案对象，应当回避，不能承办本案。');
  if (!seatsIn(state, county).includes(post))
    return no('NotASeatOfTheCase', '本案只能由安委办、分管负责人承办，由安委会主任或县委审批。');
  const handed = { from: step.holder, step: { ...step, holder: post }, reason };
  return yes(v1<HandedOver>('HandedOver', { ...handed, cause: cause ?? 'vacant' }));
}

function isConcerned({ involved, subjects }: State, person: PersonId): boolean {
  return involved.people.includes(person) || subjects.some((subject) => subject.id === person);
}
