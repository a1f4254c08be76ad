import type { Bodies } from '../../../../workflows/hazard/command.ts';
import { person, post, unit, who, type Story } from '../../../support/hazard-story.ts';
import { BODY, driven, drivenMajor, people } from '../../../support/hazard-bodies.ts';
import type { Case } from './case.ts';

const E = ['sha256:e'];
const recheck = (
  changes: Partial<Bodies['Recheck']>,
  told: Story = driven('rechecking'),
  at = '2026-03-05 09:00',
  by = 'yj-jb',
) => told.say(by, 'Recheck', { ...BODY.pass, ...changes }, at);
const failed = (changes: Partial<Bodies['Recheck']>) => recheck({ ...BODY.fail, ...changes });
const SLIP = { ...BODY.assign.order, type: 'assignmentSlip', officers: [] } as const;
const LOOK: Bodies['LookBack'] = { result: 'passed', officers: people('group'), note: '未反弹', evidence: E };
const look = (changes: Partial<Bodies['LookBack']>, by = 'group', told: Story = driven('closed')) =>
  told.say(by, 'LookBack', { ...LOOK, ...changes }, '2026-03-20 09:00');
const reopen = (changes: Partial<Bodies['Reopen']>) =>
  driven('closed').say('citizen', 'Reopen', { reason: '隐患仍在', evidence: E, ...changes }, '2026-03-20 09:00');
const abolish = (changes: Partial<Bodies['Abolish']>) =>
  driven('rectifying').say(
    'awb-zr',
    'Abolish',
    { decisionNumber: '政关〔2026〕1号', reason: '依法关闭', evidence: E, ...changes },
    '2026-03-20 09:00',
  );

function majorSubmitted(): Story {
  const told = drivenMajor('rectifying');
  told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-06 09:00');
  return told;
}
/** A general hazard whose recheck 安委办 has taken over from a desk that slept. */
function takenOver(order: Bodies['Assign']['order'] = BODY.assign.order): Story {
  const told = driven('rechecking', {}, { assign: { order } });
  told.pass('2026-03-24 00:00');
  return told;
}
function supervised(): Story {
  const told = driven('rectifying');
  told.pass('2026-03-24 00:00');
  return told;
}
const rung = (told: Story, by: string, changes: Partial<Bodies['DecideRung']>, at = '2026-03-24 09:00') =>
  told.say(by, 'DecideRung', { rung: 'supervise', clock: 'T', decision: 'issue', ...changes }, at);

/** A hazard of whose rectification no enforcement paper was signed. */
function slip(): Story {
  return driven('rechecking', {}, { assign: { order: SLIP } });
}

/** Refusals from the recheck on, and of supervision. */
export const OUTCOME_CASES: readonly Case[] = [
  [
    'UnknownPerson',
    'an officer is in no register',
    () => recheck({ officers: [who('yj-jb').person, person('p-nobody')] }),
  ],
  ['OfficersTooFew', 'one officer rechecks', () => recheck({ officers: people('yj-jb') })],
  [
    'OfficersTooFew',
    'two recheck a major hazard',
    () => recheck({ officers: people('yj-jb', 'expert') }, majorSubmitted(), '2026-03-09 09:00'),
  ],
  [
    'ActorNotAmongOfficers',
    'others recheck than who hands it in',
    () => recheck({ officers: people('yj-fg', 'yj-jb2') }),
  ],
  [
    'RecheckerIsRectifier',
    'an officer did the work',
    () => {
      const told = driven('rectifying');
      told.say('ent-jb', 'SubmitRectification', { ...BODY.submit, workers: people('yj-jb2') }, '2026-03-04 09:00');
      return recheck({}, told);
    },
  ],
  [
    'RecheckerIsRectifier',
    'an officer is of the rectifying enterprise',
    () => recheck({ officers: people('yj-jb', 'ent-fg') }),
  ],
  [
    'ExpertMissing',
    'no expert rechecks a major hazard',
    () => recheck({ officers: people('yj-jb', 'yj-jb2', 'yj-fg') }, majorSubmitted(), '2026-03-09 09:00'),
  ],
  [
    'OfficerNotCertified',
    'only one holds a certificate, where the order was one of enforcement',
    () => recheck({ officers: people('yj-jb', 'yj-jb3') }),
  ],
  [
    'OfficerNotOfAuthority',
    'somebody of another enterprise rechecks',
    () => recheck({ officers: people('yj-jb', 'yj-jb2', 'mill-jb') }, slip()),
  ],
  [
    'OfficersNotOfOneUnit',
    'one of the unit rechecks with one of another',
    () => recheck({ officers: people('yj-jb', 'zj-jb') }),
  ],
  [
    'OfficersNotOfOneUnit',
    'each who rechecks what 安委办 took over is of another unit',
    () => recheck({ officers: people('awb-jb', 'zj-jb') }, takenOver(SLIP), '2026-03-24 09:00', 'awb-jb'),
  ],
  [
    'OfficerNotCertified',
    'a third officer without a certificate signs',
    () => recheck({ officers: people('yj-jb', 'yj-jb2', 'yj-jb3') }),
  ],
  [
    'RecheckerIsRectifier',
    'who reported progress rechecks',
    () => {
      const told = driven('assigned', {}, { assign: { unit: unit('town'), order: SLIP } });
      told.say('town-jb', 'Accept', {}, '2026-03-03 10:00');
      told.say('town-jb2', 'ReportProgress', { text: '进展', evidence: [] }, '2026-03-03 11:00');
      told.say('town-jb', 'SubmitRectification', BODY.submit, '2026-03-04 09:00');
      return recheck({ officers: people('yj-jb', 'yj-jb2', 'town-jb2') }, told);
    },
  ],
  [
    'RecheckerIsRectifier',
    'who assisted rechecks',
    () => {
      const told = driven('rectifying', {}, { assign: { assists: [{ unit: unit('zj'), task: '协助断电' }] } });
      told.say('zj-jb', 'SubmitAssist', { result: '完成', evidence: E }, '2026-03-03 11:00');
      told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-04 09:00');
      return recheck({ officers: people('yj-jb', 'yj-jb2', 'zj-jb') }, told);
    },
  ],
  [
    'LookerIsRectifier',
    'who wrote the plan looks back',
    () => {
      const told = drivenMajor('rectifying');
      told.say('ent-zr', 'SubmitRectification', BODY.submit, '2026-03-06 09:00');
      recheck({ officers: people('yj-jb', 'yj-jb2', 'expert') }, told, '2026-03-09 09:00');
      rung(told, 'shuji', { rung: 'list', decision: 'decline', reason: '已治理' }, '2026-03-09 09:30');
      told.say('awb-zr', 'DecideCloseout', BODY.approve, '2026-03-09 10:00');
      return look({ officers: people('ent-jb') }, 'group', told);
    },
  ],
  [
    'CrossRecheckNeeded',
    'the old unit rechecks what 安委办 took over',
    () => recheck({}, takenOver(), '2026-03-24 09:00'),
  ],
  [
    'SiteVisitMissing',
    'a major hazard is rechecked on paper',
    () =>
      recheck({ onSite: false, officers: people('yj-jb', 'yj-jb2', 'expert') }, majorSubmitted(), '2026-03-09 09:00'),
  ],
  ['SignatureMissing', 'nobody signed and nobody notes the refusal', () => recheck({ signature: { signed: false } })],
  ['ItemsMissing', 'an item is not rechecked', () => recheck({ items: [] })],
  ['EvidenceMissing', 'the recheck has no proof', () => recheck({ evidence: [] })],
  ['LimitTooLong', 'the next limit is longer than the first', () => failed({ limit: 16 })],
  ['LimitNotPositive', 'the next limit is nothing', () => failed({ limit: 0 })],
  [
    'CloserIsRechecker',
    'who rechecked closes',
    () => {
      const told = driven('rechecking');
      recheck({ officers: people('yj-jb', 'yj-fg') }, told);
      return told.say('yj-fg', 'DecideCloseout', BODY.approve, '2026-03-05 15:00');
    },
  ],
  [
    'CloserIsRectifier',
    'who rectified closes',
    () => {
      const told = driven('rectifying');
      told.say('ent-jb', 'SubmitRectification', { ...BODY.submit, workers: people('yj-fg') }, '2026-03-04 09:00');
      recheck({}, told);
      return told.say('yj-fg', 'DecideCloseout', BODY.approve, '2026-03-05 15:00');
    },
  ],
  [
    'ListingUndecided',
    'a major hazard is closed while its listing waits',
    () => {
      const told = majorSubmitted();
      recheck({ officers: people('yj-jb', 'yj-jb2', 'expert') }, told, '2026-03-09 09:00');
      return told.say('awb-zr', 'DecideCloseout', BODY.approve, '2026-03-09 10:00');
    },
  ],
  [
    'ReasonMissing',
    'a closeout is refused without a reason',
    () => driven('closing').say('yj-fg', 'DecideCloseout', { decision: 'refuse', reason: '' }, '2026-03-05 15:00'),
  ],
  ['OfficersTooFew', 'nobody looks back', () => look({ officers: [] })],
  ['LookerIsRechecker', 'who rechecked looks back', () => look({ officers: people('yj-jb2') })],
  ['LookerIsRechecker', 'who rechecked hands the look-back in', () => look({}, 'yj-jb')],
  ['LookerIsRectifier', 'who rectified looks back', () => look({ officers: people('ent-jb') })],
  ['EvidenceMissing', 'the look-back has no proof', () => look({ evidence: [] })],
  [
    'ReferralPending',
    'the look-back would archive it while an L7 waits',
    () => {
      const told = driven('closed');
      told.say(
        'ducha',
        'RaiseGround',
        { ground: 'falsifiedCloseout', note: '虚假销号', evidence: E },
        '2026-03-10 09:00',
      );
      return look({}, 'group', told);
    },
  ],
  ['LimitTooLong', 'a failed look-back gives too long', () => look({ result: 'failed', limit: 16 })],
  ['EvidenceMissing', 'it is reopened without proof', () => reopen({ evidence: [] })],
  ['ReasonMissing', 'it is reopened without a reason', () => reopen({ reason: '' })],
  ['LimitTooLong', 'it is reopened for longer than at first', () => reopen({ limit: 16 })],
  ['EvidenceMissing', 'it is abolished without proof', () => abolish({ evidence: [] })],
  ['ReasonMissing', 'it is abolished without a decision', () => abolish({ decisionNumber: '' })],
  ['NoSuchProposal', 'another rung waits than is decided', () => rung(supervised(), 'awb-zr', { rung: 'talk' })],
  [
    'NotYourTurn',
    'it went on to the next rank',
    () => {
      const told = supervised();
      told.pass('2026-03-26 00:00');
      return rung(told, 'awb-zr', {}, '2026-03-26 09:00');
    },
  ],
  ['ReasonMissing', 'an act is declined without a reason', () => rung(supervised(), 'awb-zr', { decision: 'decline' })],
  [
    'NoReplyOwed',
    'nothing was issued',
    () =>
      supervised().say(
        'ent-zr',
        'ReplyToSupervision',
        { rung: 'supervise', clock: 'T', text: '回复', evidence: [] },
        '2026-03-24 09:00',
      ),
  ],
  [
    'ReasonMissing',
    'a reply says nothing',
    () => {
      const told = supervised();
      rung(told, 'awb-zr', {});
      return told.say(
        'ent-zr',
        'ReplyToSupervision',
        { rung: 'supervise', clock: 'T', text: ' ', evidence: [] },
        '2026-03-25 09:00',
      );
    },
  ],
  [
    'LevelNotLower',
    'the level is lowered to itself',
    () => supervised().say('awb-zr', 'LowerLevel', { to: 2, reason: '已整改大半' }, '2026-03-24 09:00'),
  ],
  [
    'LevelNotLower',
    'the level is lowered below nothing',
    () => supervised().say('awb-zr', 'LowerLevel', { to: -1, reason: '已整改大半' }, '2026-03-24 09:00'),
  ],
  [
    'ReasonMissing',
    'the level is lowered without a reason',
    () => supervised().say('awb-zr', 'LowerLevel', { to: 1, reason: '' }, '2026-03-24 09:00'),
  ],
  [
    'GroundNotMajor',
    'inaction is raised on a general hazard',
    () =>
      driven('rectifying').say(
        'ducha',
        'RaiseGround',
        { ground: 'inaction', note: '不作为', evidence: E },
        '2026-03-05 09:00',
      ),
  ],
  [
    'EvidenceMissing',
    'a ground has no proof',
    () =>
      driven('rectifying').say(
        'ducha',
        'RaiseGround',
        { ground: 'accident', note: '事故', evidence: [] },
        '2026-03-05 09:00',
      ),
  ],
  [
    'ReasonMissing',
    'a ground says nothing',
    () =>
      driven('rectifying').say(
        'ducha',
        'RaiseGround',
        { ground: 'accident', note: '', evidence: E },
        '2026-03-05 09:00',
      ),
  ],
  [
    'ReasonMissing',
    'a correction gives no reason',
    () =>
      driven('rectifying').say(
        'admin',
        'CorrectRecord',
        { field: 'place', value: '二车间', reason: '' },
        '2026-03-05 09:00',
      ),
  ],
  [
    'SameHolder',
    'it is handed over to the post that holds it',
    () => {
      const to = { post: post('yj-jb'), unit: unit('yj'), reason: '请假', cause: 'leave' } as const;
      return driven('reported').say('system', 'HandOver', to, '2026-03-02 10:00');
    },
  ],
  [
    'SeatIsSubject',
    'a deputy of the enterprise that is inspected would verify it',
    () => {
      const to = { post: post('ent-jb'), unit: unit('ent'), reason: '请假', cause: 'leave' } as const;
      return driven('reported').say('system', 'HandOver', to, '2026-03-02 10:00');
    },
  ],
];
