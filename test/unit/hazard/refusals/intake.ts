import type { Bodies } from '../../../../workflows/hazard/command.ts';
import {
  clauseId,
  day,
  matter,
  REPORT,
  ROW,
  story,
  unit,
  type Said,
  type Story,
} from '../../../support/hazard-story.ts';
import { BODY, driven, drivenMajor, people } from '../../../support/hazard-bodies.ts';
import type { Case } from './case.ts';

const AT = '2026-03-02 10:00';
const LATER = '2026-03-02 11:00';
const E = ['sha256:e'];

function report(changes: Partial<Bodies['Report']>): Said {
  return story().say('yj-jb', 'Report', { ...REPORT, ...changes }, '2026-03-02 09:00');
}
function imported(changes: Partial<Bodies['Import']>): Said {
  return story().say('system', 'Import', { ...ROW, ...changes }, '2026-03-02 09:00');
}
function rejectionProposed(): Story {
  const told = driven('reported');
  told.say('yj-jb', 'ProposeRejection', { reason: '不存在', evidence: E }, AT);
  return told;
}
function sent(to = 'zj', from: 'reported' | 'registered' = 'reported'): Story {
  const told = driven(from);
  told.say('yj-jb', 'Transfer', { to: unit(to), reason: '职责', evidence: E }, '2026-03-02 10:30');
  return told;
}
function disputed(): Story {
  const told = sent();
  told.say('zj-jb', 'AnswerTransfer', { answer: 'object', reason: '不属我局', evidence: [] }, '2026-03-03 09:00');
  return told;
}
/** A major hazard that was graded in `reported`'s neighbour and has an L7 waiting for its decision. */
function referred(from: 'reported' | 'registered' | 'closing' = 'registered'): Story {
  const told = driven(from);
  told.say(
    'ducha',
    'RaiseGround',
    { ground: 'concealment', note: '瞒报', evidence: E },
    from === 'closing' ? '2026-03-05 10:00' : '2026-03-02 10:10',
  );
  return told;
}
const spot: Bodies['RectifyOnTheSpot'] = {
  rectifiedBy: people('ent-jb'),
  officers: people('yj-jb', 'yj-jb2'),
  items: [{ id: '1', done: '已改', evidence: E }],
  opinion: '合格',
  signature: { signed: true },
};
const onSpot = (changes: Partial<typeof spot>, told: Story = driven('reported')) =>
  told.say('yj-jb', 'RectifyOnTheSpot', { ...spot, ...changes }, LATER);
const merged = (body: Partial<Bodies['Merge']>, by = 'yj-jb') =>
  driven('reported').say(by, 'Merge', { master: matter('haz-2'), reason: '重复', ...body }, AT);
const graded = (body: Partial<Bodies['Grade']>) =>
  driven('registered').say('yj-jb', 'Grade', { ...BODY.general, ...body }, LATER);
const adjudicate = (body: Partial<Bodies['Adjudicate']>, told = disputed()) =>
  told.say('awb-jb', 'Adjudicate', { decision: 'stands', reason: '裁定', ...body }, '2026-03-03 10:00');

/** Refusals between the report and the assignment. */
export const INTAKE_CASES: readonly Case[] = [
  ['UnknownUnit', 'a report names a unit that no register knows', () => report({ lead: unit('nowhere') })],
  ['UnknownUnit', 'an import names one', () => imported({ region: unit('nowhere') })],
  [
    'UnknownUnit',
    'a transfer goes to one',
    () => driven('reported').say('yj-jb', 'Transfer', { to: unit('nowhere'), reason: '职责', evidence: E }, AT),
  ],
  ['NoJurisdiction', 'a report names the enterprise as its supervisor', () => report({ lead: unit('ent') })],
  ['NoJurisdiction', 'a report names an outside body', () => report({ lead: unit('out') })],
  ['NoJurisdiction', 'a report names who is inspected', () => report({ subject: unit('zj'), lead: unit('zj') })],
  ['NoJurisdiction', 'a report names another township', () => report({ lead: unit('far') })],
  ['NoJurisdiction', 'an import names a supervision group', () => imported({ lead: unit('group1') })],
  ['NotATownship', 'a report lies in a department', () => report({ region: unit('yj') })],
  ['NotATownship', 'a row lies in an enterprise', () => imported({ region: unit('ent') })],
  [
    'NoJurisdiction',
    'it is sent to the enterprise',
    () => driven('reported').say('yj-jb', 'Transfer', { to: unit('ent'), reason: '职责', evidence: E }, AT),
  ],
  ['NoJurisdiction', 'a ruling sends it to the enterprise', () => adjudicate({ decision: 'other', unit: unit('ent') })],
  ['LinkNotYours', 'a person says what it was transferred from', () => report({ parent: matter('haz-2') })],
  ['LinkNotYours', 'a person gives it a former number', () => report({ formerNumber: 'YH-2026-000002' })],
  ['LinkNotYours', 'a person gives it merged reports', () => report({ merged: [] })],
  ['LinkNotYours', 'a person gives it a tip', () => report({ tipId: 'tip-1' })],
  ['RecurrenceNotHazard', 'it recurs from a case', () => report({ recurrenceOf: matter('acc-1') })],
  ['ItemsMissing', 'a report holds no item', () => report({ items: [] })],
  ['FoundInFuture', 'it is found tomorrow', () => report({ foundOn: day('2026-03-03') })],
  [
    'FoundInFuture',
    'a row is found tomorrow',
    () => imported({ foundOn: day('2026-03-03'), dueOn: day('2026-03-20') }),
  ],
  ['DueBeforeFound', 'a row is due before it was found', () => imported({ dueOn: day('2026-01-04') })],
  [
    'RejectionPending',
    'it is verified while a rejection waits',
    () => rejectionProposed().say('yj-fg', 'Verify', BODY.verify, LATER),
  ],
  [
    'RejectionPending',
    'a second rejection is proposed',
    () => rejectionProposed().say('yj-fg', 'ProposeRejection', { reason: '不存在', evidence: E }, LATER),
  ],
  [
    'RejectionPending',
    'it is sent away while a rejection waits',
    () => rejectionProposed().say('yj-fg', 'Transfer', { to: unit('zj'), reason: '职责', evidence: E }, LATER),
  ],
  [
    'RejectionPending',
    'it is rectified on the spot while a rejection waits',
    () => rejectionProposed().say('yj-jb', 'RectifyOnTheSpot', spot, LATER),
  ],
  [
    'ReasonMissing',
    'a rejection gives no reason',
    () => driven('reported').say('yj-jb', 'ProposeRejection', { reason: ' ', evidence: E }, AT),
  ],
  [
    'ReasonMissing',
    'a rejection is decided without one',
    () => rejectionProposed().say('yj-fg', 'DecideRejection', { decision: 'decline', reason: '' }, LATER),
  ],
  [
    'ReasonMissing',
    'a merge gives none',
    () => driven('reported').say('yj-jb', 'Merge', { master: matter('haz-2'), reason: '' }, AT),
  ],
  [
    'ReasonMissing',
    'a transfer gives none',
    () => driven('reported').say('yj-jb', 'Transfer', { to: unit('zj'), reason: '', evidence: E }, AT),
  ],
  [
    'ReasonMissing',
    'an objection gives none',
    () => sent().say('zj-jb', 'AnswerTransfer', { answer: 'object', reason: '', evidence: [] }, LATER),
  ],
  ['ReasonMissing', 'a ruling on a transfer gives none', () => adjudicate({ reason: '' })],
  [
    'ReasonMissing',
    'a grade gives none',
    () => driven('registered').say('yj-jb', 'Grade', { ...BODY.general, reason: '' }, LATER),
  ],
  [
    'ReasonMissing',
    'a second opinion gives none',
    () => drivenMajor('confirm').say('yj-zr', 'DecideGrade', { decision: 'confirm', reason: '' }, '2026-03-02 12:00'),
  ],
  [
    'NoRejectionPending',
    'nobody proposed a rejection',
    () => driven('reported').say('yj-fg', 'DecideRejection', { decision: 'approve', reason: '同意' }, AT),
  ],
  [
    'ApproverIsProposer',
    'the principal who proposed it approves it',
    () => {
      const told = driven('reported');
      told.say('yj-fg', 'ProposeRejection', { reason: '不存在', evidence: E }, AT);
      return told.say('yj-fg', 'DecideRejection', { decision: 'approve', reason: '同意' }, LATER);
    },
  ],
  [
    'VerifierAlreadyJudged',
    'after an appeal the same person verifies',
    () => {
      const told = driven('reported');
      told.say('yj-zr', 'ProposeRejection', { reason: '不存在', evidence: E }, AT);
      told.say('yj-fg', 'DecideRejection', { decision: 'approve', reason: '同意' }, LATER);
      told.say('yj-jb', 'Appeal', { reason: '确有隐患', evidence: E }, '2026-03-03 09:00');
      return told.say('yj-zr', 'Verify', BODY.verify, '2026-03-03 10:00');
    },
  ],
  [
    'VerifierAlreadyJudged',
    'after an appeal the same person rejects again',
    () => {
      const told = driven('reported');
      told.say('yj-zr', 'ProposeRejection', { reason: '不存在', evidence: E }, AT);
      told.say('yj-fg', 'DecideRejection', { decision: 'approve', reason: '同意' }, LATER);
      told.say('yj-jb', 'Appeal', { reason: '确有隐患', evidence: E }, '2026-03-03 09:00');
      return told.say('yj-zr', 'ProposeRejection', { reason: '仍不存在', evidence: E }, '2026-03-03 10:00');
    },
  ],
  [
    'ReasonMissing',
    'an appeal gives no reason',
    () => {
      const told = rejectionProposed();
      told.say('yj-fg', 'DecideRejection', { decision: 'approve', reason: '同意' }, LATER);
      return told.say('yj-jb', 'Appeal', { reason: '', evidence: E }, '2026-03-03 09:00');
    },
  ],
  [
    'AppealWindowOver',
    'the appeal comes after the window',
    () => {
      const told = rejectionProposed();
      told.say('yj-fg', 'DecideRejection', { decision: 'approve', reason: '同意' }, LATER);
      told.pass('2026-03-30 00:00');
      return told.say('yj-jb', 'Appeal', { reason: '确有隐患', evidence: E }, '2026-03-30 09:00');
    },
  ],
  [
    'MergeIntoSelf',
    'it is merged into itself',
    () => driven('reported').say('yj-jb', 'Merge', { master: matter('haz-1'), reason: '重复' }, AT),
  ],
  ['MasterUnknown', 'its master is in no register', () => merged({ master: matter('haz-none') })],
  ['MasterUnknown', 'its master is no hazard', () => merged({ master: matter('acc-1') })],
  ['MasterNotOpen', 'its master has ended', () => merged({ master: matter('haz-over') })],
  ['MasterNumberDiffers', 'its master has another number', () => merged({ masterNumber: 'YH-2026-000009' })],
  ['MasterElsewhere', 'its master lies in another township', () => merged({ master: matter('haz-far') })],
  ['MasterElsewhere', '安委办 merges across townships', () => merged({ master: matter('haz-far') }, 'awb-jb')],
  ['MasterElsewhere', 'another unit supervises its master', () => merged({ master: matter('haz-zj') })],
  ['TransferPending', 'it is verified while sent away', () => sent().say('yj-jb', 'Verify', BODY.verify, LATER)],
  [
    'TransferPending',
    'it is merged while sent away',
    () => sent().say('yj-jb', 'Merge', { master: matter('haz-2'), reason: '重复' }, LATER),
  ],
  [
    'TransferPending',
    'it is sent away twice',
    () => sent().say('yj-jb', 'Transfer', { to: unit('town'), reason: '职责', evidence: E }, LATER),
  ],
  [
    'TransferPending',
    'it is graded while sent away',
    () => sent('zj', 'registered').say('yj-jb', 'Grade', BODY.general, LATER),
  ],
  ['TransferPending', 'it is rectified on the spot while sent away', () => onSpot({}, sent())],
  [
    'TransferPending',
    'it is assigned while sent away',
    () => {
      const told = driven('graded');
      told.say('yj-jb', 'Transfer', { to: unit('zj'), reason: '职责', evidence: E }, '2026-03-02 12:00');
      return told.say('yj-jb', 'Assign', BODY.assign, '2026-03-03 09:00');
    },
  ],
  [
    'NoTransferPending',
    'an answer comes to nothing sent',
    () => driven('reported').say('awb-jb', 'AnswerTransfer', { answer: 'accept', reason: '', evidence: E }, AT),
  ],
  [
    'NoTransferPending',
    'an objected transfer is answered again',
    () => disputed().say('zj-jb', 'AnswerTransfer', { answer: 'accept', reason: '', evidence: E }, '2026-03-03 10:00'),
  ],
  [
    'TransferToSelf',
    'it is sent to the unit that has it',
    () => driven('reported').say('yj-jb', 'Transfer', { to: unit('yj'), reason: '职责', evidence: E }, AT),
  ],
  [
    'TransferToSelf',
    'a ruling sends it to the unit that has it',
    () => adjudicate({ decision: 'other', unit: unit('yj') }),
  ],
  [
    'ReceiptMissing',
    'an outside body’s acceptance has no proof',
    () => sent('out').say('yj-jb', 'AnswerTransfer', { answer: 'accept', reason: '', evidence: [] }, LATER),
  ],
  [
    'NotReceiver',
    'the sender answers for a unit of the register',
    () => sent().say('yj-jb', 'AnswerTransfer', { answer: 'accept', reason: '', evidence: E }, LATER),
  ],
  [
    'NotReceiver',
    'an outside body answers by itself',
    () => sent('out').say('out-jb', 'AnswerTransfer', { answer: 'accept', reason: '', evidence: E }, LATER),
  ],
  ['AdjudicationUnitMissing', 'a ruling names no other unit', () => adjudicate({ decision: 'other' })],
  ['UnknownUnit', 'a ruling names an unknown one', () => adjudicate({ decision: 'other', unit: unit('nowhere') })],
  [
    'ReferralPending',
    'it is merged while an L7 waits',
    () => referred().say('yj-jb', 'Merge', { master: matter('haz-2'), reason: '重复' }, LATER),
  ],
  [
    'ReferralPending',
    'it is sent away while an L7 waits',
    () => referred().say('yj-jb', 'Transfer', { to: unit('zj'), reason: '职责', evidence: E }, LATER),
  ],
  [
    'ReferralPending',
    'its rejection is approved while an L7 waits',
    () => {
      const told = referred('reported');
      told.say('yj-jb', 'ProposeRejection', { reason: '不存在', evidence: E }, '2026-03-02 10:30');
      return told.say('yj-fg', 'DecideRejection', { decision: 'approve', reason: '同意' }, LATER);
    },
  ],
  [
    'ReferralPending',
    'its transfer is accepted while an L7 waits',
    () => {
      const told = sent();
      told.say('ducha', 'RaiseGround', { ground: 'concealment', note: '瞒报', evidence: E }, '2026-03-02 10:40');
      return told.say('zj-jb', 'AnswerTransfer', { answer: 'accept', reason: '', evidence: E }, LATER);
    },
  ],
  [
    'ReferralPending',
    'a ruling lets the transfer stand while an L7 waits',
    () => {
      const told = disputed();
      told.say('ducha', 'RaiseGround', { ground: 'concealment', note: '瞒报', evidence: E }, '2026-03-03 09:30');
      return adjudicate({}, told);
    },
  ],
  [
    'ReferralPending',
    'it is abolished while an L7 waits',
    () =>
      referred('closing').say(
        'awb-zr',
        'Abolish',
        { decisionNumber: '政关1号', reason: '关闭', evidence: E },
        '2026-03-05 11:00',
      ),
  ],
  [
    'GradeUndecided',
    'it is graded again before the second opinion',
    () => drivenMajor('confirm').say('yj-jb', 'Grade', BODY.general, '2026-03-02 12:00'),
  ],
  [
    'GradeUndecided',
    'it is assigned before the second opinion',
    () => drivenMajor('confirm').say('yj-jb', 'Assign', BODY.assign, '2026-03-03 09:00'),
  ],
  [
    'NotGraded',
    'it is assigned ungraded',
    () => driven('registered').say('yj-jb', 'Assign', BODY.assign, '2026-03-03 09:00'),
  ],
  ['UnknownClause', 'a grade cites what no register knows', () => graded({ clause: clauseId('cl-none') })],
  ['ClauseMissing', 'a major grade cites nothing', () => graded({ severity: 'major' })],
  [
    'ClauseMissing',
    'a major grade cites what is not major',
    () => graded({ severity: 'major', clause: clauseId('cl-general') }),
  ],
  ['ClauseIsMajor', 'a general grade cites what is major', () => graded({ clause: clauseId('cl-major') })],
  [
    'GradeUnchanged',
    'the grade is the one it has',
    () => driven('graded').say('yj-jb', 'Grade', BODY.general, '2026-03-02 12:00'),
  ],
  [
    'GradeDeciderIsProposer',
    'who proposed the grade confirms it',
    () => {
      const told = driven('registered');
      told.say('yj-zr', 'Grade', BODY.major, LATER);
      return told.say('yj-zr', 'DecideGrade', { decision: 'confirm', reason: '同意' }, '2026-03-02 12:00');
    },
  ],
  ['MajorNotOnTheSpot', 'a major hazard is closed on the spot', () => onSpot({}, drivenMajor('graded'))],
  ['RectifierMissing', 'nobody rectified on the spot', () => onSpot({ rectifiedBy: [] })],
  [
    'UnknownPerson',
    'an officer on the spot is in no register',
    () => onSpot({ officers: ['p-yj-jb' as never, 'p-nobody' as never] }),
  ],
  ['OfficersTooFew', 'one officer checks on the spot', () => onSpot({ officers: people('yj-jb') })],
  ['OfficersTooFew', 'the same officer is named twice', () => onSpot({ officers: people('yj-jb', 'yj-jb') })],
  [
    'ActorNotAmongOfficers',
    'others than the actor check on the spot',
    () => onSpot({ officers: people('yj-fg', 'yj-jb2') }),
  ],
  ['OfficerIsRectifier', 'an officer on the spot did the work', () => onSpot({ rectifiedBy: people('yj-jb2') })],
  [
    'OfficerNotCertified',
    'an officer on the spot holds no certificate',
    () => onSpot({ officers: people('yj-jb', 'yj-jb3') }),
  ],
  ['ItemsMissing', 'an item is missing on the spot', () => onSpot({ items: [] })],
  [
    'EvidenceMissing',
    'an item on the spot has no proof',
    () => onSpot({ items: [{ id: '1', done: '已改', evidence: [] }] }),
  ],
  ['SignatureMissing', 'nobody signed on the spot', () => onSpot({ signature: { signed: false } })],
];
