import type { Bodies } from '../../../../workflows/hazard/command.ts';
import { ofTownship } from '../../../support/control-bodies.ts';
import { BODY, driven, people } from '../../../support/hazard-bodies.ts';
import { closingMajor } from '../../../support/listed-hazards.ts';
import { day, KNOWN, unit, who, type Said, type Story } from '../../../support/hazard-story.ts';
import type { Case } from './case.ts';

const WHY = { reason: '理由', evidence: ['sha256:e'] };
const VISIT: Bodies['RecordUrging'] = { visitedOn: day('2026-03-04'), found: '正在整改' };
const urge = (changes: Partial<Bodies['RecordUrging']>, told: Story = driven('rectifying')): Said =>
  told.say('town-jb', 'RecordUrging', { ...VISIT, ...changes }, '2026-03-04 15:00');

/** 安委办主任 objected to a rejection, and holds the matter since the unit's principal stayed silent. */
function appealedByDirector(): Story {
  const told = driven('reported');
  told.say('yj-jb', 'ProposeRejection', WHY, '2026-03-02 10:00');
  told.say('yj-fg', 'DecideRejection', { decision: 'approve', reason: '不存在' }, '2026-03-02 11:00');
  told.say('awb-zr', 'Appeal', WHY, '2026-03-03 09:00');
  told.pass('2026-03-12 00:00');
  return told;
}
function adjudicated(by: string): Said {
  const told = driven('graded');
  const order = { ...BODY.assign.order, type: 'notice', officers: [] } as const;
  told.say('awb-jb', 'Assign', { ...BODY.assign, order }, '2026-03-03 09:00');
  told.say('ent-jb', 'ReturnAssignment', WHY, '2026-03-03 10:00');
  return told.say(by, 'Adjudicate', { decision: 'stands', reason: '裁定' }, '2026-03-04 09:00');
}
/** An officer of the desk who lent a hand, and would then say what grade it is. */
function helped(): Said {
  const told = driven('rectifying');
  told.say('ent-jb', 'SubmitRectification', { ...BODY.submit, workers: people('yj-jb2') }, '2026-03-04 09:00');
  return told.say('yj-jb2', 'Grade', BODY.major, '2026-03-04 10:00');
}
/** The desk's person has a post at the enterprise, too. */
function moonlighting(): Said {
  const both = { unit: unit('ent'), role: 'enterprise', certified: false } as const;
  const told = driven('reported', { known: { ...KNOWN, people: { ...KNOWN.people, [who('yj-jb').person]: both } } });
  return told.say('yj-jb', 'Verify', BODY.verify, '2026-03-02 10:00');
}
/** 安委办主任 let the closeout of a major hazard lie. */
function lateCloseout(): Story {
  const told = closingMajor();
  told.pass('2026-03-16 09:00');
  return told;
}

/** Refusals of separated duties, and of the township's task. */
export const DUTY_CASES: readonly Case[] = [
  [
    'VerifierIsAppellant',
    'who appealed comes to verify',
    () => appealedByDirector().say('awb-zr', 'Verify', BODY.verify, '2026-03-12 09:00'),
  ],
  [
    'TransferPending',
    'its grade is decided while a transfer waits',
    () => {
      const told = driven('registered');
      told.say('yj-jb', 'Grade', BODY.major, '2026-03-02 11:00');
      told.say('yj-zr', 'Transfer', { ...WHY, to: unit('zj') }, '2026-03-02 11:30');
      return told.say('yj-zr', 'DecideGrade', { decision: 'confirm', reason: '同意' }, '2026-03-02 12:00');
    },
  ],
  ['AdjudicatorIsParty', 'who assigned it adjudicates its return', () => adjudicated('awb-jb')],
  [
    'LookerIsCloser',
    'who closed it looks back',
    () =>
      driven('closed').say(
        'yj-fg',
        'LookBack',
        { result: 'passed', officers: people('group'), note: '未反弹', evidence: ['sha256:e'] },
        '2026-03-20 09:00',
      ),
  ],
  ['JudgeIsRectifier', 'who helped to rectify grades it', helped],
  ['ActorIsInspected', 'somebody of the enterprise verifies as an officer', moonlighting],
  [
    'SupervisedDecides',
    'who let the step lie lowers the level',
    () => lateCloseout().say('awb-zr', 'LowerLevel', { to: 0, reason: '理由' }, '2026-03-16 10:00'),
  ],
  ['NoUrgingTask', 'the township itself rectifies', () => urge({}, ofTownship())],
  ['NoUrgingTask', 'the work is handed in', () => urge({}, driven('rechecking'))],
  ['VisitBeforeTask', 'the visit was before the order', () => urge({ visitedOn: day('2026-03-02') })],
  ['DayInFuture', 'the visit is to come', () => urge({ visitedOn: day('2026-03-05') })],
  ['ReasonMissing', 'nothing is said of the visit', () => urge({ found: ' ' })],
];
