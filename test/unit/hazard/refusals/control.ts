import type { Bodies } from '../../../../workflows/hazard/command.ts';
import { CONTROL, impose, ofTownship, sealed } from '../../../support/control-bodies.ts';
import { BODY, driven, drivenMajor, people } from '../../../support/hazard-bodies.ts';
import { day, KNOWN, matter, person, unit, who, type Story } from '../../../support/hazard-story.ts';
import type { Case } from './case.ts';

const E = ['sha256:e'];
const NEXT = '2026-03-05 11:00';
const SPOT: Bodies['RectifyOnTheSpot'] = {
  rectifiedBy: people('ent-jb'),
  officers: people('yj-jb', 'yj-jb2'),
  items: [{ id: '1', done: '已改', evidence: E }],
  opinion: '合格',
  signature: { signed: true },
};

const imposed = (changes: Partial<Bodies['ImposeControl']>, by = 'yj-jb') =>
  impose(driven('rectifying'), changes, undefined, by);
const extend = (changes: Partial<Bodies['ImposeControl']> = {}, at = NEXT, by = 'yj-zr', told = sealed()) =>
  impose(told, { extend: 1, ...changes }, at, by);
const request = (told: Story, by = 'ent-jb', at = NEXT, changes: Partial<Bodies['RequestResumption']> = {}) =>
  told.say(by, 'RequestResumption', { ...CONTROL.request, ...changes }, at);
const review = (changes: Partial<Bodies['DecideResumption']>, by = 'yj-fg', told: Story = requested()) =>
  told.say(by, 'DecideResumption', { ...CONTROL.consent, ...changes }, '2026-03-06 09:00');
const cut = (changes: Partial<Bodies['CutSupply']> = {}, by = 'yj-zr', told: Story = sealed(), at = NEXT) =>
  told.say(by, 'CutSupply', { ...CONTROL.cut, ...changes }, at);

function requested(told = sealed()): Story {
  request(told);
  return told;
}
/** The enterprise handed in its work with the help of one more. */
function helpedBy(account: string): Story {
  const told = sealed();
  told.say('ent-jb', 'SubmitRectification', { ...BODY.submit, workers: people(account) }, NEXT);
  return told;
}
function majorSealed(): Story {
  const told = drivenMajor('rectifying');
  impose(told, {}, '2026-03-05 10:00');
  return told;
}
/** A seal whose term is over. */
function expired(): Story {
  const told = sealed();
  told.pass('2026-04-05 00:00');
  return told;
}
const AFTER = '2026-04-05 09:00';
const replace = (changes: Partial<Bodies['ImposeControl']>, by = 'yj-zr', told = expired(), at = AFTER) =>
  impose(told, { control: 'stopUse', replaces: 1, ...changes }, at, by);

/** What cannot end while a control stands. */
const STANDS: readonly Case[] = [
  [
    'ControlStands',
    'the recheck of a major hazard would pass',
    () => {
      const told = majorSealed();
      told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-06 09:00');
      const officers = people('yj-jb', 'yj-jb2', 'expert');
      return told.say('yj-jb', 'Recheck', { ...BODY.pass, officers }, '2026-03-09 09:00');
    },
  ],
  [
    'ControlStands',
    'a general hazard would be closed out',
    () => sealed('closing').say('yj-fg', 'DecideCloseout', BODY.approve, NEXT),
  ],
  [
    'ControlStands',
    'it would be closed on the spot',
    () => sealed('reported').say('yj-jb', 'RectifyOnTheSpot', SPOT, NEXT),
  ],
  [
    'ControlStands',
    'a rejection would be approved',
    () => {
      const told = sealed('reported');
      told.say('yj-jb', 'ProposeRejection', { reason: '不存在', evidence: E }, '2026-03-05 10:30');
      return told.say('yj-fg', 'DecideRejection', BODY.approve, NEXT);
    },
  ],
  [
    'ControlStands',
    'it would be merged',
    () => sealed('reported').say('yj-jb', 'Merge', { master: matter('haz-2'), reason: '重复' }, NEXT),
  ],
  [
    'ControlStands',
    'it would be transferred',
    () => sealed('reported').say('yj-jb', 'Transfer', { to: unit('zj'), reason: '职责', evidence: E }, NEXT),
  ],
];

const IMPOSING: readonly Case[] = [
  [
    'ImposerIsRectifier',
    'the township that has to rectify withdraws people itself',
    () => impose(ofTownship(), { control: 'withdraw', officers: people('town-jb') }, undefined, 'town-jb'),
  ],
  [
    'UnknownPerson',
    'an officer of a measure is in no register',
    () => imposed({ officers: [who('yj-jb').person, person('p-nobody')] }),
  ],
  ['ActorNotAmongOfficers', 'others sign a measure than who hands it in', () => imposed({}, 'yj-fg')],
  [
    'OfficerNotOfAuthority',
    'another enterprise signs a withdrawal',
    () => imposed({ control: 'withdraw', officers: people('yj-jb', 'mill-jb') }),
  ],
  ['TwoOfficersNeeded', 'one officer seals', () => imposed({ officers: people('yj-jb') })],
  ['TwoOfficersNeeded', 'one officer suspends', () => imposed({ control: 'suspend', officers: people('yj-jb') })],
  ['TwoOfficersNeeded', 'one officer stops the use', () => imposed({ control: 'stopUse', officers: people('yj-jb') })],
  ['OfficerNotCertified', 'one of two holds no certificate', () => imposed({ officers: people('yj-jb', 'yj-jb3') })],
  ['OfficersNotOfOneUnit', 'one of two is of another unit', () => imposed({ officers: people('yj-jb', 'zj-jb') })],
  ['DocumentMissing', 'a seal has no paper', () => imposed({ document: ' ' })],
  ['DayInFuture', 'the paper is of tomorrow', () => imposed({ date: day('2026-03-05') })],
  ['DayInFuture', 'the paper is older than the finding', () => imposed({ date: day('2026-03-01') })],
  [
    'ControlTermOver',
    'the term of the paper is over before it is handed in',
    () =>
      impose(
        driven('rectifying', {}, { report: { foundOn: day('2026-01-05') } }),
        { date: day('2026-02-01') },
        '2026-03-04 09:00',
      ),
  ],
  ['ReasonMissing', 'a measure has no reason', () => imposed({ reason: ' ' })],
  ['ReasonMissing', 'a measure has no target', () => imposed({ target: ' ' })],
  ['EvidenceMissing', 'a measure has no evidence', () => imposed({ evidence: [] })],
  ['ControlAlreadyStands', 'the same is imposed twice', () => impose(sealed(), {}, NEXT)],
  [
    'ControlAlreadyStands',
    'the same is written with other spaces',
    () => {
      const told = driven('rectifying');
      impose(told, { target: '二号仓库 东门' });
      return impose(told, { target: ' 二号仓库\u3000 东门 ' }, NEXT);
    },
  ],
  [
    'SealTermUsed',
    'a seal that ran out was replaced, and it is sealed anew',
    () => {
      const told = expired();
      replace({}, 'yj-zr', told);
      return impose(told, { target: '二号仓库 ' }, '2026-04-05 10:00');
    },
  ],
  [
    'SealTermUsed',
    'a seal that ran out was lifted by a review, and it is sealed anew',
    () => {
      const told = expired();
      told.say('yj-fg', 'DecideResumption', CONTROL.consent, AFTER);
      return impose(told, {}, '2026-06-01 09:00');
    },
  ],
  ['ControlNotReplaceable', 'the term is not over', () => replace({}, 'yj-zr', sealed(), '2026-04-04 23:59')],
  ['ControlNotReplaceable', 'there is nothing to replace', () => replace({ replaces: 2 })],
  ['ControlNotReplaceable', 'a seal follows a seal', () => replace({ control: 'seal' })],
  ['ControlNotReplaceable', 'people are only withdrawn', () => replace({ control: 'withdraw' })],
  [
    'ControlNotReplaceable',
    'its place is taken already',
    () => {
      const told = expired();
      replace({}, 'yj-zr', told);
      return replace({ control: 'suspend' }, 'yj-zr', told, '2026-04-05 10:00');
    },
  ],
  [
    'ControlNotReplaceable',
    'what it replaces has no term',
    () => {
      const told = driven('rectifying');
      impose(told, { control: 'stopUse' });
      return replace({ control: 'suspend' }, 'yj-zr', told);
    },
  ],
  ['ControlDiffers', 'it takes the place of one on another target', () => replace({ target: '别处' })],
  ['ReplacementNeedsPrincipal', 'a deputy replaces', () => replace({}, 'yj-fg')],
  ['ReplacementNeedsPrincipal', 'the principal of another unit replaces', () => replace({}, 'zj-zr')],
];

const EXTENDING: readonly Case[] = [
  ['ControlNotExtendable', 'it is not there', () => extend({ extend: 2 })],
  ['ControlDiffers', 'another kind is said', () => extend({ control: 'suspend' })],
  ['ControlDiffers', 'another target is said', () => extend({ target: '别处' })],
  [
    'ControlNotExtendable',
    'it is no seal',
    () => {
      const told = driven('rectifying');
      impose(told, { control: 'suspend' });
      return extend({}, NEXT, 'yj-zr', told);
    },
  ],
  [
    'ControlNotExtendable',
    'it was extended before',
    () => {
      const told = sealed();
      extend({}, NEXT, 'yj-zr', told);
      return extend({}, '2026-03-05 12:00', 'yj-zr', told);
    },
  ],
  [
    'ControlNotExtendable',
    'it was lifted',
    () => {
      const told = sealed();
      told.say('yj-fg', 'DecideResumption', CONTROL.consent, NEXT);
      return extend({}, '2026-03-05 12:00', 'yj-zr', told);
    },
  ],
  ['ControlTermOver', 'a seal is extended when its term has ended', () => extend({}, '2026-04-05 00:00')],
  ['ExtensionNeedsPrincipal', 'a deputy extends a seal', () => extend({}, NEXT, 'yj-fg')],
  ['ExtensionNeedsPrincipal', 'the principal of another unit extends a seal', () => extend({}, NEXT, 'zj-zr')],
  ['DocumentMissing', 'a seal is extended without a paper', () => extend({ document: '' })],
  ['ReasonMissing', 'a seal is extended without a reason', () => extend({ reason: '' })],
  ['EvidenceMissing', 'a seal is extended without evidence', () => extend({ evidence: [] })],
];

const RESUMING: readonly Case[] = [
  ['NoControlStanding', 'nothing stands and resuming is asked for', () => request(driven('rectifying'))],
  ['NoControlStanding', 'nothing stands and a review is handed in', () => review({}, 'yj-fg', driven('rectifying'))],
  ['ResumptionPending', 'it is asked for twice', () => request(requested(), 'ent-jb', '2026-03-05 12:00')],
  ['EvidenceMissing', 'it is asked for without evidence', () => request(sealed(), 'ent-jb', NEXT, { evidence: [] })],
  ['NoResumptionPending', 'nobody asked and it is refused', () => review({ decision: 'refuse' }, 'yj-fg', sealed())],
  ['UnknownPerson', 'a reviewer is in no register', () => review({ officers: [person('p-x'), person('p-y')] })],
  ['TwoOfficersNeeded', 'one officer reviews', () => review({ officers: people('yj-jb') })],
  ['ReviewerIsRectifier', 'a reviewer did the work', () => review({}, 'yj-fg', helpedBy('yj-jb2'))],
  ['ReviewerIsRectifier', 'whoever consents did the work', () => review({}, 'yj-fg', helpedBy('yj-fg'))],
  [
    'ReviewerIsRectifier',
    'a reviewer asked for it',
    () => {
      const told = ofTownship();
      impose(told);
      request(told, 'town-jb');
      return review({ officers: people('yj-jb', 'yj-jb2', 'town-jb') }, 'yj-fg', told);
    },
  ],
  [
    'OfficerNotCertified',
    'a reviewer holds no certificate',
    () => review({ officers: people('yj-jb', 'yj-jb2', 'yj-jb3') }),
  ],
  [
    'OfficerNotOfAuthority',
    'a certified person of another enterprise reviews',
    () => {
      const certified = { unit: unit('mill'), role: 'enterprise', certified: true } as const;
      const told = driven('rectifying', {
        known: { ...KNOWN, people: { ...KNOWN.people, [who('mill-jb2').person]: certified } },
      });
      impose(told);
      return review({ officers: people('yj-jb', 'yj-jb2', 'mill-jb2') }, 'yj-fg', told);
    },
  ],
  ['OfficersNotOfOneUnit', 'two of another unit review', () => review({ officers: people('zj-jb', 'zj-jb2') })],
  ['ReviewNotOnSite', 'the review is made on paper', () => review({ onSite: false })],
  ['ReasonMissing', 'the review has no opinion', () => review({ opinion: ' ' })],
  ['EvidenceMissing', 'the review has no evidence', () => review({ evidence: [] })],
  ['SupplyStillCut', 'power is still cut', () => review({}, 'yj-fg', withCut())],
  ['ConsentNeedsLeader', 'an officer consents', () => review({}, 'yj-jb')],
  ['ConsentNeedsLeader', 'a deputy consents for a major hazard', () => review({}, 'yj-fg', majorSealed())],
];

function withCut(): Story {
  const told = sealed();
  cut({}, 'yj-zr', told);
  return told;
}

const SUPPLY: readonly Case[] = [
  ['NoStopOrder', 'nothing was stopped', () => cut({}, 'yj-zr', driven('rectifying'))],
  [
    'NoStopOrder',
    'people were only withdrawn',
    () => {
      const told = driven('rectifying');
      impose(told, { control: 'withdraw' });
      return cut({}, 'yj-zr', told);
    },
  ],
  [
    'NoStopOrder',
    'the seal was lifted',
    () => {
      const told = sealed();
      told.say('yj-fg', 'DecideResumption', CONTROL.consent, '2026-03-05 10:30');
      return cut({}, 'yj-zr', told);
    },
  ],
  ['NoStopOrder', 'the term of the seal is over', () => cut({}, 'yj-zr', expired(), AFTER)],
  ['CutNeedsPrincipal', 'a deputy cuts', () => cut({}, 'yj-fg')],
  ['SupplyAlreadyCut', 'power is cut twice', () => cut({}, 'yj-zr', withCut())],
  ['DocumentMissing', 'the notice has no number', () => cut({ document: ' ' })],
  ['ReasonMissing', 'nobody says what was not obeyed', () => cut({ reason: ' ' })],
  ['EvidenceMissing', 'the disobedience is not proved', () => cut({ evidence: [] })],
  [
    'SupplyNotCut',
    'another supply is restored',
    () => withCut().say('yj-jb', 'RestoreSupply', { ...CONTROL.restore, supply: 'explosives' }, NEXT),
  ],
  [
    'ReasonMissing',
    'a supply is restored without a reason',
    () => withCut().say('yj-jb', 'RestoreSupply', { ...CONTROL.restore, reason: '' }, NEXT),
  ],
  [
    'EvidenceMissing',
    'a supply is restored without evidence',
    () => withCut().say('yj-jb', 'RestoreSupply', { ...CONTROL.restore, evidence: [] }, NEXT),
  ],
];

/** Refusals of interim control, and of what a standing control holds up. */
export const CONTROL_CASES: readonly Case[] = [...STANDS, ...IMPOSING, ...EXTENDING, ...RESUMING, ...SUPPLY];
