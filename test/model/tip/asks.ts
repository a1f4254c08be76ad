import type { Actor } from '../../../workflows/kernel/command.ts';
import type { Day } from '../../../workflows/kernel/instant.ts';
import { LIFECYCLE } from '../../../workflows/tip/lifecycle.ts';
import type { State } from '../../../workflows/tip/state.ts';
import * as people from '../../unit/tip/story.ts';
import type { Ask } from '../move.ts';

const { DESK, DIRECTOR, DEPUTY, HEAD, OFFICER, CHIEF, OWNER, STRANGER, SYSTEM_ACTOR } = people;
const { post, sealed, unit, TRUE, FINDING, PENALTY, TIP_ID, HAZARD, verified } = people;

type Asked = readonly [actor: Actor, body: object, wrong?: 'wrong'];

const told = (end: string | null, tipId: string = TIP_ID): object => ({
  from: HAZARD,
  event: 'HazardEnded',
  data: { tipId, number: 'YH-1', end },
});
const NONE = { reward: 'none', reason: sealed('b') };

/** By command: who asks what. `GiveTip` opens, `Wake` is the model's own. */
const ASKS: Readonly<Record<string, (state: State) => readonly Asked[]>> = {
  AcceptTip: () => [
    [DESK, { unit: 'bureau' }],
    [DESK, { unit: 'office' }],
    [OWNER, { unit: 'bureau' }, 'wrong'],
  ],
  DeclineTip: () => [
    [DESK, { ground: 'noFacts', reason: sealed('7') }],
    [OFFICER, { ground: 'noFacts', reason: sealed('7') }, 'wrong'],
  ],
  MarkDuplicate: () => [
    [DESK, { first: 'tip-0' }],
    [DESK, { first: 'tip-later' }, 'wrong'],
  ],
  DecideDismissal: () => [
    [DIRECTOR, { decision: 'approve', first: 'tip-0' }],
    [HEAD, { decision: 'decline', reason: sealed('8') }],
    [{ ...DIRECTOR, person: DESK.person }, { decision: 'approve', first: 'tip-0' }, 'wrong'],
  ],
  ReturnTip: () => [
    [OFFICER, { reason: sealed('8') }],
    [OWNER, { reason: sealed('8') }, 'wrong'],
  ],
  VerifyTip: ({ about }) => [
    [OFFICER, verified(about)],
    [CHIEF, { ...TRUE, finding: FINDING }],
    [OFFICER, { ...TRUE, result: 'false' }],
    [OFFICER, { ...TRUE, officers: ['officer-p'] }, 'wrong'],
    [OWNER, verified(about), 'wrong'],
  ],
  RequestMoreTime: () => [
    [OFFICER, { reason: sealed('6') }],
    [STRANGER, { reason: sealed('6') }, 'wrong'],
  ],
  DecideMoreTime: () => [
    [DIRECTOR, { decision: 'grant', reason: sealed('9') }],
    [DEPUTY, { decision: 'refuse', reason: sealed('9') }],
    [{ ...DIRECTOR, person: OFFICER.person }, { decision: 'grant', reason: sealed('9') }, 'wrong'],
  ],
  RecordPenalty: () => [
    [DESK, PENALTY],
    [DIRECTOR, { ...PENALTY, amount: 30_000, supersedes: PENALTY.document, reason: sealed('c') }],
    [OWNER, PENALTY, 'wrong'],
  ],
  AnswerTip: () => [
    [OFFICER, people.ANSWER],
    [CHIEF, people.INTERIM],
    [DESK, people.ANSWER],
    [DIRECTOR, { ...people.ANSWER, withoutHazard: sealed('d') }],
    [OFFICER, { ...people.ANSWER, withoutHazard: sealed('d') }, 'wrong'],
    [OWNER, people.ANSWER, 'wrong'],
  ],
  ProposeReward: () => [
    [DESK, { reward: 'grant' }],
    [DIRECTOR, NONE],
    [OFFICER, { reward: 'grant' }, 'wrong'],
  ],
  DecideReward: () => [
    [DIRECTOR, { decision: 'grant' }],
    [HEAD, { decision: 'grant' }],
    [HEAD, { decision: 'decline', reason: sealed('a') }],
    [HEAD, { decision: 'returned', reason: sealed('a') }],
    [{ ...HEAD, person: OFFICER.person }, { decision: 'grant' }, 'wrong'],
    [{ ...HEAD, person: DESK.person }, { decision: 'grant' }, 'wrong'],
  ],
  HandOver: () => [
    [SYSTEM_ACTOR, { post: post('officer-9'), unit: unit('bureau'), reason: '请假', cause: 'leave' }],
    [SYSTEM_ACTOR, { post: post('deputy'), unit: unit('county'), reason: '岗位空缺' }],
    [SYSTEM_ACTOR, { post: post('owner'), unit: unit('ent-1'), reason: '岗位空缺' }, 'wrong'],
  ],
  ReviseTerms: () => [
    [DIRECTOR, { cause: 'calendar', reason: '国务院办公厅通知公布' }],
    [OWNER, { cause: 'calendar', reason: '国务院办公厅通知公布' }, 'wrong'],
  ],
  Hear: () => [
    [SYSTEM_ACTOR, told(null)],
    [SYSTEM_ACTOR, told('closed')],
    [SYSTEM_ACTOR, told('movedOn')],
    [SYSTEM_ACTOR, told('merged')],
    [SYSTEM_ACTOR, told('closed', 'tid-other'), 'wrong'],
  ],
};

/** What the registers say in the model: of the tips that are named as first, one came before and one after. */
export const KNOWN_TO_MODEL = {
  ...people.KNOWN,
  matters: {
    ...people.knowing('tip-0').matters,
    ...people.knowing('tip-later', { openedAt: people.time('2026-03-09T09:00') }).matters,
  },
};

/** Every command that the lifecycle table hears in this status, from whoever matters. */
export function asksOf(state: State): readonly Ask[] {
  return LIFECYCLE.flatMap(({ command, statuses }) => {
    const isHeard = statuses !== 'opening' && statuses.some((status) => status === state.status);
    const asked = isHeard ? (ASKS[command]?.(state) ?? []) : [];
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
