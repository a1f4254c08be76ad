import type { Actor } from '../../../workflows/kernel/command.ts';
import type { Day } from '../../../workflows/kernel/instant.ts';
import { LIFECYCLE } from '../../../workflows/accountability/lifecycle.ts';
import { isEnded, type State } from '../../../workflows/accountability/state.ts';
import * as people from '../../unit/accountability/story.ts';
import type { Ask } from '../move.ts';

const { DESK, DESK_2, DIRECTOR, DEPUTY, HEAD, PARTY, INSPECT, OFFICER, ENTERPRISE, STRANGER, SYSTEM_ACTOR } = people;
const { accept, reject, sealed, post, unit } = people;

type Asked = readonly [actor: Actor, body: object, wrong?: 'wrong'];

const exempt = {
  ...people.PROPOSAL,
  authority: 'party',
  items: [people.PROPOSAL.items[0], { subject: 's2', action: 'exempt', basis: '1' }],
};
const outcome = (subject: string): object => ({ subject, document: '1', outcome: sealed('f') });
const handOver = { post: post('desk-2'), unit: unit('office'), reason: '岗位空缺' };

/** By command: who asks what; whoever is recused, concerned or a stranger is asked as well. `OpenCase` opens, `Wake` is the model's own. */
const ASKS: Readonly<Record<string, readonly Asked[]>> = {
  AddEvidence: [
    [OFFICER, { bears: 'for', subject: 's1', note: sealed('1') }],
    [INSPECT, { bears: 'against', note: sealed('2') }],
    [STRANGER, { bears: 'for', note: sealed('3') }, 'wrong'],
  ],
  ProposeReferral: [
    [DESK, people.PROPOSAL],
    [DESK_2, people.PROPOSAL],
    [DIRECTOR, exempt],
    [DEPUTY, people.PROPOSAL],
    [PARTY, people.PROPOSAL],
    [OFFICER, people.PROPOSAL, 'wrong'],
  ],
  SubmitStatement: [
    [OFFICER, people.STATEMENT_1],
    [ENTERPRISE, people.STATEMENT_2],
    [OFFICER, people.STATEMENT_2, 'wrong'],
    [DESK, { ...people.STATEMENT_1, evidence: ['sha256:e'] }],
  ],
  DecideReferral: [
    [HEAD, people.REFER],
    [HEAD, people.DECLINE],
    [PARTY, people.REFER],
    [PARTY, { ...people.REFER, subjects: ['s1'] }],
    [PARTY, people.DECLINE],
    [OFFICER, people.DECLINE, 'wrong'],
    [DIRECTOR, people.REFER, 'wrong'],
  ],
  AnswerReferral: [
    [DESK, accept('discipline')],
    [DIRECTOR, accept('enforcement')],
    [DESK, reject('discipline')],
    [DIRECTOR, reject('enforcement')],
    [OFFICER, reject('discipline'), 'wrong'],
  ],
  RecordOutcome: [
    [DESK, outcome('s1')],
    [DIRECTOR, outcome('s1')],
    [DIRECTOR, outcome('s2')],
    [HEAD, outcome('s1'), 'wrong'],
  ],
  HandOver: [
    [SYSTEM_ACTOR, handOver],
    [SYSTEM_ACTOR, { ...handOver, post: post('party') }],
  ],
  ReviseTerms: [
    [DIRECTOR, { cause: 'calendar', reason: '国务院办公厅通知公布' }],
    [STRANGER, { cause: 'calendar', reason: '国务院办公厅通知公布' }, 'wrong'],
  ],
  Hear: [
    [SYSTEM_ACTOR, { from: people.HAZARD, event: 'HazardClosed', data: {} }],
    [SYSTEM_ACTOR, { from: 'haz-other', event: 'HazardClosed', data: {} }, 'wrong'],
  ],
};

/** Every command that the lifecycle table hears in this status, from whoever matters. */
export function asksOf(state: State): readonly Ask[] {
  return LIFECYCLE.flatMap(({ command, statuses }) => {
    const heard = !isEnded(state) && statuses !== 'opening' && statuses.includes(state.status);
    const asked = heard ? (ASKS[command] ?? []) : [];
    return asked.map(([actor, body, wrong]) => ({
      type: command,
      actor,
      body,
      wrong: wrong === 'wrong',
      // The server puts the new terms on the envelope.
      ...(command === 'ReviseTerms' ? { revised: nextYear(state) } : {}),
    }));
  });
}

/** Terms as the next year's notice makes them. */
function nextYear({ terms }: State): State['terms'] {
  return { ...terms, calendar: { ...terms.calendar, coveredTo: '2027-12-31' as Day } };
}
