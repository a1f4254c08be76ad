import type { Bodies } from '../../../../workflows/hazard/command.ts';
import { day, post, ROW, story, unit, type Said, type Story } from '../../../support/hazard-story.ts';
import { BODY, driven, drivenMajor, people } from '../../../support/hazard-bodies.ts';
import type { Case } from './case.ts';

const E = ['sha256:e'];
const ORDER = BODY.assign.order;
const SERVICE: Bodies['RecordService'] = { way: 'direct', date: day('2026-03-03'), evidence: [] };
const NOTICE = { ...ORDER, type: 'notice', officers: [] } as const;
const EXTEND: Bodies['RequestExtension'] = { amount: 5, reason: 'forceMajeure', explanation: '暴雨', evidence: E };
const PLAN_PARTS = BODY.plan.parts;

const assign = (changes: Partial<Bodies['Assign']>, by = 'yj-jb', told: Story = driven('graded')) =>
  told.say(by, 'Assign', { ...BODY.assign, ...changes }, '2026-03-03 09:00');
const serve = (changes: Partial<Bodies['RecordService']>, told: Story = unserved()) =>
  told.say('yj-jb', 'RecordService', { ...SERVICE, ...changes }, '2026-03-04 09:00');
const extend = (
  changes: Partial<Bodies['RequestExtension']>,
  at = '2026-03-16 09:00',
  told: Story = driven('rectifying'),
) => told.say('ent-jb', 'RequestExtension', { ...EXTEND, ...changes }, at);
const submit = (changes: Partial<Bodies['SubmitRectification']>, told: Story = driven('rectifying')) =>
  told.say('ent-jb', 'SubmitRectification', { ...BODY.submit, ...changes }, '2026-03-04 09:00');
const plan = (changes: Partial<Bodies['SubmitPlan']>, told: Story = drivenMajor('planning')) =>
  told.say('ent-jb', 'SubmitPlan', { ...BODY.plan, ...changes }, '2026-03-04 09:00');

function unserved(): Story {
  const { service: _service, ...order } = BODY.assign;
  const told = driven('graded');
  told.say('yj-jb', 'Assign', order, '2026-03-03 09:00');
  return told;
}
function returned(): Story {
  const told = driven('assigned');
  told.say('ent-jb', 'ReturnAssignment', { reason: '非我单位', evidence: [] }, '2026-03-03 10:00');
  return told;
}
function requested(): Story {
  const told = driven('rectifying');
  extend({}, '2026-03-16 09:00', told);
  return told;
}
/** Twice granted three days. */
function extendedTwice(): Story {
  const told = driven('rectifying');
  for (const at of ['2026-03-16', '2026-03-17']) {
    extend({ amount: 3 }, `${at} 09:00`, told);
    told.say('yj-fg', 'DecideExtension', { decision: 'grant', reason: '同意' }, `${at} 10:00`);
  }
  return told;
}
const assisted = () => driven('rectifying', {}, { assign: { assists: [{ unit: unit('zj'), task: '协助断电' }] } });
const adjudicate = (body: Partial<Bodies['Adjudicate']>, told = returned()): Said =>
  told.say('awb-jb', 'Adjudicate', { decision: 'stands', reason: '裁定', ...body }, '2026-03-04 09:00');
const reassign = (
  body: Partial<Bodies['Reassign']>,
  by = 'yj-jb',
  told: Story = driven('rectifying'),
  at = '2026-03-04 09:00',
) => told.say(by, 'Reassign', { part: 'rectifier', unit: unit('town'), reason: '调整', ...body }, at);

/** Refusals from the assignment to the submission. */
export const WORK_CASES: readonly Case[] = [
  ['UnknownUnit', 'an assignment names an unknown unit', () => assign({ unit: unit('nowhere') })],
  ['UnknownUnit', 'an assist names one', () => assign({ assists: [{ unit: unit('nowhere'), task: '协助' }] })],
  ['PostNotInUnit', 'the named post is another unit’s', () => assign({ post: post('town-jb') })],
  ['NoEnforcementOrder', 'a government unit is given an enforcement order', () => assign({ unit: unit('town') })],
  ['NoEnforcementOrder', '安委办 uses an enforcement order', () => assign({}, 'awb-jb')],
  [
    'UnknownPerson',
    'an officer of the order is in no register',
    () => assign({ order: { ...ORDER, officers: ['p-yj-jb' as never, 'p-nobody' as never] } }),
  ],
  [
    'TwoOfficersNeeded',
    'one officer signs an enforcement order',
    () => assign({ order: { ...ORDER, officers: people('yj-jb') } }),
  ],
  [
    'TwoOfficersNeeded',
    'one officer signs twice',
    () => assign({ order: { ...ORDER, type: 'onSiteDecision', officers: people('yj-jb', 'yj-jb') } }),
  ],
  [
    'OfficerNotCertified',
    'an officer holds no certificate',
    () => assign({ order: { ...ORDER, officers: people('yj-jb', 'yj-jb3') } }),
  ],
  ['RemediesMissing', 'the order names no remedies', () => assign({ order: { ...ORDER, remedies: ' ' } })],
  ['DayInFuture', 'the order is of tomorrow', () => assign({ order: { ...ORDER, date: day('2026-03-04') } })],
  [
    'DayInFuture',
    'the order is older than the finding',
    () => assign({ order: { ...ORDER, date: day('2026-03-01') } }),
  ],
  ['DayInFuture', 'the service is of tomorrow', () => assign({ service: { ...SERVICE, date: day('2026-03-04') } })],
  ['LimitNotPositive', 'the limit is no day at all', () => assign({ limit: 0 })],
  ['LimitNotPositive', 'the limit is half a day', () => assign({ limit: 1.5 })],
  ['LimitTooLong', 'a general hazard is given thirty-one days', () => assign({ limit: 31 })],
  [
    'DueInPast',
    'the limit is over before it is set',
    () => driven('graded').say('yj-jb', 'Assign', { ...BODY.assign, limit: 1 }, '2026-03-06 09:00'),
  ],
  ['AlreadyServed', 'the order is served twice', () => serve({}, driven('assigned'))],
  [
    'NotAssignedYet',
    'an import without an order is served',
    () => {
      const told = story();
      told.say('system', 'Import', { ...ROW, dueOn: day('2026-03-30') }, '2026-03-02 09:00');
      return told.say('yj-jb', 'RecordService', SERVICE, '2026-03-03 09:00');
    },
  ],
  ['ServedBeforeOrder', 'it is served before it was written', () => serve({ date: day('2026-03-02') })],
  ['ServiceNotWitnessed', 'a refusal to sign has no witness', () => serve({ way: 'refused', evidence: E })],
  ['ServiceNotWitnessed', 'a deposit has no proof', () => serve({ way: 'left', witness: '村委会' })],
  ['ServiceNotConfirmed', 'an electronic service was not confirmed', () => serve({ way: 'electronic' })],
  ['DayInFuture', 'the service recorded is of tomorrow', () => serve({ date: day('2026-03-05') })],
  [
    'AwaitingAdjudication',
    'it is accepted while 安委办 judges its return',
    () => returned().say('ent-jb', 'Accept', {}, '2026-03-03 11:00'),
  ],
  [
    'AwaitingAdjudication',
    'it is returned again meanwhile',
    () => returned().say('ent-jb', 'ReturnAssignment', { reason: '非我单位', evidence: [] }, '2026-03-03 11:00'),
  ],
  ['AwaitingAdjudication', 'it is reassigned meanwhile', () => reassign({}, 'yj-jb', returned(), '2026-03-03 11:00')],
  [
    'AlreadyReturned',
    'it is returned a second time',
    () => {
      const told = returned();
      adjudicate({ decision: 'other', unit: unit('town') }, told);
      return told.say('town-jb', 'ReturnAssignment', { reason: '非我单位', evidence: [] }, '2026-03-04 10:00');
    },
  ],
  [
    'ReasonMissing',
    'a return gives no reason',
    () => driven('assigned').say('ent-jb', 'ReturnAssignment', { reason: '', evidence: [] }, '2026-03-03 10:00'),
  ],
  ['NothingToAdjudicate', 'nothing is in dispute', () => adjudicate({}, driven('assigned'))],
  [
    'AdjudicationNotHere',
    'a returned assignment is sent back to its sender',
    () => adjudicate({ decision: 'returned' }),
  ],
  ['AdjudicationUnitMissing', 'a ruling names no other unit', () => adjudicate({ decision: 'other' })],
  ['UnknownUnit', 'a ruling names an unknown unit', () => adjudicate({ decision: 'other', unit: unit('nowhere') })],
  ['SameUnit', 'a ruling names the same unit', () => adjudicate({ decision: 'other', unit: unit('ent') })],
  ['ReasonMissing', 'a ruling gives no reason', () => adjudicate({ reason: '' })],
  [
    'NotAssignedYet',
    'a rectifier is replaced before there is one',
    () => reassign({}, 'yj-jb', driven('registered'), '2026-03-02 12:00'),
  ],
  [
    'NoJurisdiction',
    '安委办 makes the enterprise its own supervisor',
    () => reassign({ part: 'supervisor', unit: unit('ent') }, 'awb-zr'),
  ],
  ['NoJurisdiction', 'an assignment names the enterprise as the supervisor', () => assign({ lead: unit('ent') })],
  [
    'OnlyOfficeReassigns',
    'a department names its own successor',
    () => reassign({ part: 'supervisor', unit: unit('zj') }),
  ],
  ['SameUnit', 'the rectifier is replaced by itself', () => reassign({ unit: unit('ent') })],
  [
    'SameUnit',
    'the supervisor is replaced by itself',
    () => reassign({ part: 'supervisor', unit: unit('yj') }, 'awb-jb'),
  ],
  ['UnknownUnit', 'the new unit is unknown', () => reassign({ unit: unit('nowhere') })],
  ['PostNotInUnit', 'the new post is another unit’s', () => reassign({ post: post('ent-jb') })],
  ['ReasonMissing', 'a reassignment gives no reason', () => reassign({ reason: '' })],
  [
    'TooLateToReassign',
    'the rectifier is replaced after the submission',
    () => reassign({}, 'yj-jb', driven('rechecking'), '2026-03-04 10:00'),
  ],
  ['PlanAwaitsReview', 'a second plan comes before the first is reviewed', () => plan({}, drivenMajor('review'))],
  ['PlanPartMissing', 'a part of the plan is blank', () => plan({ parts: { ...PLAN_PARTS, funds: ' ' } })],
  ['LimitTooLong', 'a plan asks for more than 180 days', () => plan({ limit: 181 })],
  ['LimitNotPositive', 'a plan asks for no day', () => plan({ limit: 0 })],
  [
    'DueInPast',
    'a plan would end before its review',
    () => {
      const told = drivenMajor('planning');
      told.say('ent-jb', 'SubmitPlan', { ...BODY.plan, limit: 2 }, '2026-03-04 09:00');
      return told.say('yj-fg', 'DecidePlan', BODY.approve, '2026-03-06 09:00');
    },
  ],
  [
    'NoPlanToDecide',
    'there is no plan to review',
    () => drivenMajor('planning').say('ent-zr', 'DecidePlan', BODY.approve, '2026-03-03 12:00'),
  ],
  [
    'PlanReviewerIsAuthor',
    'the reviewer wrote the plan',
    () => {
      const told = drivenMajor('planning');
      told.say(
        'awb-jb',
        'Reassign',
        { part: 'rectifier', unit: unit('yj'), reason: '由主管部门整改' },
        '2026-03-03 12:00',
      );
      told.say('yj-jb', 'Accept', {}, '2026-03-03 12:30');
      told.say('yj-fg', 'SubmitPlan', BODY.plan, '2026-03-03 13:00');
      return told.say('yj-fg', 'DecidePlan', BODY.approve, '2026-03-03 14:00');
    },
  ],
  [
    'FiveNotAssured',
    'one of 五落实 is not',
    () => {
      const told = drivenMajor('planning');
      plan({ assured: { ...BODY.plan.assured, funds: false } }, told);
      return told.say('yj-fg', 'DecidePlan', BODY.approve, '2026-03-05 09:00');
    },
  ],
  [
    'ReasonMissing',
    'a review gives no reason',
    () => drivenMajor('review').say('yj-fg', 'DecidePlan', { decision: 'reject', reason: '' }, '2026-03-05 09:00'),
  ],
  ['LimitNotPositive', 'an extension asks for nothing', () => extend({ amount: 0 })],
  ['ExtensionTooEarly', 'more time is asked for eleven days before the end', () => extend({}, '2026-03-08 23:59')],
  [
    'ExtensionPending',
    'a second request comes before the first is decided',
    () => extend({}, '2026-03-17 09:00', requested()),
  ],
  [
    'ExtensionsUsedUp',
    'a third extension is asked for',
    () => extend({ amount: 1 }, '2026-03-18 09:00', extendedTwice()),
  ],
  ['ExtensionsTooLong', 'the sum is longer than the limit', () => extend({ amount: 16 })],
  [
    'NoExtensionInSpecialPeriod',
    'it is asked for in a special period',
    () =>
      extend(
        {},
        '2026-03-16 09:00',
        driven('rectifying', { specialPeriods: [{ name: '两会', from: '2026-03-15', to: '2026-03-17' }] }),
      ),
  ],
  ['ControlsMissing', 'an objective reason says nothing of monitoring', () => extend({ reason: 'objective' })],
  ['EvidenceMissing', 'more time is asked for without proof', () => extend({ evidence: [] })],
  [
    'DeciderIsApplicant',
    'who asked decides',
    () => {
      const told = driven('graded');
      told.say('yj-jb', 'Assign', { ...BODY.assign, unit: unit('yj'), order: NOTICE }, '2026-03-03 09:00');
      told.say('yj-jb', 'Accept', {}, '2026-03-03 10:00');
      told.say('yj-fg', 'RequestExtension', EXTEND, '2026-03-16 09:00');
      return told.say('yj-fg', 'DecideExtension', { decision: 'grant', reason: '同意' }, '2026-03-16 10:00');
    },
  ],
  [
    'ReasonMissing',
    'an extension is decided without a reason',
    () => requested().say('yj-fg', 'DecideExtension', { decision: 'grant', reason: '' }, '2026-03-16 10:00'),
  ],
  [
    'AlreadySubmitted',
    'an extension is granted after the submission',
    () => {
      const told = requested();
      told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-16 10:00');
      return told.say('yj-fg', 'DecideExtension', { decision: 'grant', reason: '同意' }, '2026-03-16 11:00');
    },
  ],
  [
    'DueInPast',
    'an extension is granted when it would be over',
    () => {
      const told = requested();
      told.pass('2026-03-25 00:00');
      return told.say('yj-fg', 'DecideExtension', { decision: 'grant', reason: '同意' }, '2026-03-25 09:00');
    },
  ],
  [
    'AssistDone',
    'an assist is handed in twice',
    () => {
      const told = assisted();
      told.say('zj-jb', 'SubmitAssist', { result: '完成', evidence: E }, '2026-03-03 11:00');
      return told.say('zj-jb', 'SubmitAssist', { result: '完成', evidence: E }, '2026-03-03 12:00');
    },
  ],
  [
    'EvidenceMissing',
    'an assist has no proof',
    () => assisted().say('zj-jb', 'SubmitAssist', { result: '完成', evidence: [] }, '2026-03-03 11:00'),
  ],
  ['AssistsOutstanding', 'it is handed in before the assists are', () => submit({}, assisted())],
  ['ItemsMissing', 'an item is left out', () => submit({ items: [] })],
  ['ItemsMissing', 'an item is named twice', () => submit({ items: [...BODY.submit.items, ...BODY.submit.items] })],
  [
    'ItemsMissing',
    'an item is none of the matter’s',
    () => submit({ items: [{ id: '9', done: '已改', evidence: E }] }),
  ],
  ['EvidenceMissing', 'an item has no proof', () => submit({ items: [{ id: '1', done: '已改', evidence: [] }] })],
  [
    'AlreadySubmitted',
    'it is handed in twice',
    () => driven('rechecking').say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-04 10:00'),
  ],
];
