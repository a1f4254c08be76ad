import { describe, expect, it } from 'vitest';
import type { Known } from '../../../workflows/kernel/command.ts';
import type { Bodies } from '../../../workflows/hazard/command.ts';
import { CONTROL, impose } from '../../support/control-bodies.ts';
import { BODY, driven, drivenMajor, people } from '../../support/hazard-bodies.ts';
import { code, KNOWN, RULES, termsOf, time, unit, who, type Story } from '../../support/hazard-story.ts';

const WHY = { reason: '理由', evidence: ['sha256:e'] };
const EXTENSION: Bodies['RequestExtension'] = {
  amount: 5,
  reason: 'forceMajeure',
  explanation: '暴雨',
  evidence: ['sha256:e'],
};
const ON_THE_SPOT: Bodies['RectifyOnTheSpot'] = {
  rectifiedBy: people('ent-jb'),
  officers: people('yj-jb', 'yj-jb2'),
  items: [{ id: '1', done: '已改', evidence: ['sha256:e'] }],
  opinion: '合格',
  signature: { signed: true },
};
const LOOK: Bodies['LookBack'] = {
  result: 'passed',
  officers: people('group'),
  note: '未反弹',
  evidence: ['sha256:e'],
};

/** Registers by which the first stands in for the second. */
function standing(...pairs: readonly (readonly [string, string])[]): Known {
  const changed = pairs.map(([deputy, away]) => {
    const known = KNOWN.people[who(deputy).person] ?? {
      unit: who(deputy).unit,
      role: who(deputy).role,
      certified: false,
    };
    return [who(deputy).person, { ...known, standsInFor: [who(away).person] }] as const;
  });
  return { ...KNOWN, people: { ...KNOWN.people, ...Object.fromEntries(changed) } };
}

/** What a story comes to where the registers said that once, and no longer do when the other is back. */
interface Case {
  readonly act: string;
  readonly told: (known: Known, rules: number) => Story;
  readonly pair: readonly [string, string];
  readonly then: (told: Story) => string;
  readonly refused: string;
}

const withTerms = (known: Known, rules: number) => ({ known, terms: { ...termsOf('standard'), rules } });

function back(told: Story, by: string, type: string, body: unknown, at: string): string {
  const said = RULES.decide(told.state(), {
    commandId: 'c-back',
    type,
    at: time(at),
    actor: who(by),
    known: KNOWN,
    body,
  });
  return 'refusal' in said ? said.refusal.code : 'done';
}

const CASES: readonly Case[] = [
  {
    act: 'proposed a rejection',
    pair: ['yj-jb', 'yj-fg'],
    told: (known, rules) => {
      const told = driven('reported', withTerms(known, rules));
      told.say('yj-jb', 'ProposeRejection', WHY, '2026-03-02 10:00');
      return told;
    },
    then: (told) => back(told, 'yj-fg', 'DecideRejection', { decision: 'approve', reason: '无' }, '2026-03-02 11:00'),
    refused: 'ApproverIsProposer',
  },
  {
    act: 'judged the report untrue',
    pair: ['yj-fg', 'yj-zr'],
    told: (known, rules) => {
      const told = driven('reported', withTerms(known, rules));
      told.say('yj-jb', 'ProposeRejection', WHY, '2026-03-02 10:00');
      told.say('yj-fg', 'DecideRejection', { decision: 'approve', reason: '无' }, '2026-03-02 11:00');
      told.say('yj-jb', 'Appeal', WHY, '2026-03-03 09:00');
      return told;
    },
    then: (told) => back(told, 'yj-zr', 'Verify', BODY.verify, '2026-03-03 10:00'),
    refused: 'VerifierAlreadyJudged',
  },
  {
    act: 'appealed',
    pair: ['yj-jb', 'yj-zr'],
    told: (known, rules) => {
      const told = driven('reported', withTerms(KNOWN, rules));
      told.say('yj-jb', 'ProposeRejection', WHY, '2026-03-02 10:00');
      told.say('yj-fg', 'DecideRejection', { decision: 'approve', reason: '无' }, '2026-03-02 11:00');
      return after(told, known, 'yj-jb', 'Appeal', WHY, '2026-03-03 09:00');
    },
    then: (told) => back(told, 'yj-zr', 'Verify', BODY.verify, '2026-03-03 10:00'),
    refused: 'VerifierIsAppellant',
  },
  {
    act: 'proposed a grade',
    pair: ['yj-jb', 'yj-zr'],
    told: (known, rules) => drivenMajor('confirm', withTerms(known, rules)),
    then: (told) => back(told, 'yj-zr', 'DecideGrade', { decision: 'confirm', reason: '同意' }, '2026-03-02 12:00'),
    refused: 'GradeDeciderIsProposer',
  },
  {
    act: 'wrote the plan',
    pair: ['ent-jb', 'yj-fg'],
    told: (known, rules) => drivenMajor('review', withTerms(known, rules)),
    then: (told) => back(told, 'yj-fg', 'DecidePlan', BODY.approve, '2026-03-05 09:00'),
    refused: 'PlanReviewerIsAuthor',
  },
  {
    act: 'asked for more time',
    pair: ['ent-jb', 'yj-fg'],
    told: (known, rules) => {
      const told = driven('rectifying', withTerms(KNOWN, rules));
      return after(told, known, 'ent-jb', 'RequestExtension', EXTENSION, '2026-03-16 09:00');
    },
    then: (told) => back(told, 'yj-fg', 'DecideExtension', { decision: 'grant', reason: '同意' }, '2026-03-16 10:00'),
    refused: 'DeciderIsApplicant',
  },
  {
    act: 'asked to resume',
    pair: ['ent-jb', 'yj-fg'],
    told: (known, rules) => {
      const told = driven('rectifying', withTerms(KNOWN, rules));
      impose(told);
      return after(told, known, 'ent-jb', 'RequestResumption', CONTROL.request, '2026-03-05 11:00');
    },
    then: (told) => back(told, 'yj-fg', 'DecideResumption', CONTROL.consent, '2026-03-06 09:00'),
    refused: 'ReviewerIsRectifier',
  },
  {
    act: 'took the order on',
    pair: ['ent-jb', 'yj-jb2'],
    told: (known, rules) => {
      const told = after(
        driven('assigned', withTerms(KNOWN, rules)),
        known,
        'ent-jb',
        'Accept',
        {},
        '2026-03-03 10:00',
      );
      return after(told, KNOWN, 'ent-jb', 'SubmitRectification', BODY.submit, '2026-03-04 09:00');
    },
    then: (told) => back(told, 'yj-jb', 'Recheck', BODY.pass, '2026-03-05 09:00'),
    refused: 'RecheckerIsRectifier',
  },
  {
    act: 'gave the order back',
    pair: ['ent-jb', 'awb-jb'],
    told: (known, rules) =>
      after(driven('assigned', withTerms(KNOWN, rules)), known, 'ent-jb', 'ReturnAssignment', WHY, '2026-03-03 10:00'),
    then: (told) => back(told, 'awb-jb', 'Adjudicate', { decision: 'stands', reason: '裁定' }, '2026-03-04 09:00'),
    refused: 'JudgeIsRectifier',
  },
  {
    act: 'assigned',
    pair: ['yj-jb', 'awb-jb'],
    told: (known, rules) => {
      const told = driven('assigned', withTerms(known, rules));
      return after(told, KNOWN, 'ent-jb', 'ReturnAssignment', WHY, '2026-03-03 10:00');
    },
    then: (told) => back(told, 'awb-jb', 'Adjudicate', { decision: 'stands', reason: '裁定' }, '2026-03-04 09:00'),
    refused: 'AdjudicatorIsParty',
  },
  {
    act: 'sent a transfer',
    pair: ['yj-jb', 'awb-jb'],
    told: (known, rules) => {
      const told = driven('registered', withTerms(known, rules));
      told.say('yj-jb', 'Transfer', { ...WHY, to: unit('zj') }, '2026-03-02 11:00');
      told.say('zj-jb', 'AnswerTransfer', { ...WHY, answer: 'object' }, '2026-03-03 09:00');
      return told;
    },
    then: (told) => back(told, 'awb-jb', 'Adjudicate', { decision: 'returned', reason: '裁定' }, '2026-03-04 09:00'),
    refused: 'AdjudicatorIsParty',
  },
  {
    act: 'did the work',
    pair: ['ent-jb', 'yj-jb2'],
    told: (known, rules) => {
      const told = driven('rectifying', withTerms(KNOWN, rules));
      return after(told, known, 'ent-jb', 'SubmitRectification', BODY.submit, '2026-03-04 09:00');
    },
    then: (told) => back(told, 'yj-jb', 'Recheck', BODY.pass, '2026-03-05 09:00'),
    refused: 'RecheckerIsRectifier',
  },
  {
    act: 'is named among the workers',
    pair: ['ent-jb2', 'yj-jb2'],
    told: (known, rules) => {
      const told = driven('rectifying', withTerms(KNOWN, rules));
      const body = { ...BODY.submit, workers: people('ent-jb2') };
      return after(told, known, 'ent-jb', 'SubmitRectification', body, '2026-03-04 09:00');
    },
    then: (told) => back(told, 'yj-jb', 'Recheck', BODY.pass, '2026-03-05 09:00'),
    refused: 'RecheckerIsRectifier',
  },
  {
    act: 'rechecked',
    pair: ['yj-jb2', 'yj-fg'],
    told: (known, rules) => driven('closing', withTerms(known, rules)),
    then: (told) => back(told, 'yj-fg', 'DecideCloseout', BODY.approve, '2026-03-05 15:00'),
    refused: 'CloserIsRechecker',
  },
  {
    act: 'closed',
    pair: ['yj-fg', 'group'],
    told: (known, rules) => driven('closed', withTerms(known, rules)),
    then: (told) => back(told, 'group', 'LookBack', LOOK, '2026-03-20 09:00'),
    refused: 'LookerIsCloser',
  },
  ...(
    [
      ['put it right on the spot', 'ent-jb', 'LookerIsRectifier'],
      ['checked it on the spot', 'yj-jb2', 'LookerIsRechecker'],
      ['closed it on the spot', 'yj-jb', 'LookerIsRechecker'],
    ] as const
  ).map(([act, deputy, refused]): Case => ({
    act,
    pair: [deputy, 'group'],
    told: (known, rules) => {
      const told = driven('registered', withTerms(KNOWN, rules));
      return after(told, known, 'yj-jb', 'RectifyOnTheSpot', ON_THE_SPOT, '2026-03-02 11:00');
    },
    then: (told) => back(told, 'group', 'LookBack', LOOK, '2026-03-20 09:00'),
    refused,
  })),
];

/** The story with one more command, under registers of its own. */
function after(
  told: Story,
  known: Known,
  by: string,
  type: Parameters<Story['say']>[1],
  body: unknown,
  at: string,
): Story {
  expect(code(told.say(by, type, body as never, at, at, known))).toBe('done');
  return told;
}

describe('whoever is away', () => {
  it.each(CASES)('is bound by what their deputy did, once back: $act', ({ pair, told, then, refused }) => {
    expect(then(told(KNOWN, 3))).toBe('done');
    expect(then(told(standing(pair), 3))).toBe(refused);
    expect(then(told(standing([pair[0], 'citizen']), 3))).toBe('done');
  });

  it.each(CASES)('is not under rules 2: $act', ({ pair, told, then }) => {
    expect(then(told(standing(pair), 2))).toBe('done');
  });

  it('is bound by that act alone, not by what the deputy does when both are there', () => {
    const told = driven('assigned');
    after(told, standing(['ent-jb', 'yj-fg']), 'ent-jb', 'ReturnAssignment', WHY, '2026-03-03 10:00');
    expect(told.state().inStead).toEqual([
      { person: who('ent-jb').person, at: time('2026-03-03 10:00'), for: [who('yj-fg').person] },
    ]);
    after(told, KNOWN, 'awb-jb', 'Adjudicate', { decision: 'stands', reason: '裁定' }, '2026-03-03 11:00');
    after(told, KNOWN, 'ent-jb', 'SubmitRectification', BODY.submit, '2026-03-04 09:00');
    expect(told.state().people.rectifiers).toEqual([who('ent-jb').person]);
    expect(told.state().inStead).toHaveLength(1);
  });
});

it('an event says in whose stead it was, and nothing where nobody was', () => {
  const told = driven('rechecking', { known: standing(['ent-jb', 'yj-fg']) });
  expect(told.events().find(({ type }) => type === 'RectificationSubmitted')?.data).toMatchObject({
    standsInFor: { [who('ent-jb').person]: [who('yj-fg').person] },
  });
  expect(
    driven('rechecking')
      .events()
      .filter(({ data }) => 'standsInFor' in (data as object)),
  ).toEqual([]);
});
