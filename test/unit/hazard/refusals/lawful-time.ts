import type { Bodies } from '../../../../workflows/hazard/command.ts';
import { unit, matter, termsOf, type Story } from '../../../support/hazard-story.ts';
import { BODY, driven } from '../../../support/hazard-bodies.ts';
import { closingMajor, listedGeneral, listedMajor } from '../../../support/listed-hazards.ts';
import type { Case } from './case.ts';

const E = ['sha256:e'];
const STAY: Bodies['StayClock'] = { reason: '连日暴雨，无法施工', evidence: E };
const EXTEND: Bodies['RequestExtension'] = { amount: 5, reason: 'forceMajeure', explanation: '暴雨', evidence: E };
const SPECIAL = [{ name: '两会', from: '2026-03-09', to: '2026-03-12' }];

const stay = (changes: Partial<Bodies['StayClock']>, told: Story = driven('rectifying'), at = '2026-03-10 09:00') =>
  told.say('awb-jb', 'StayClock', { ...STAY, ...changes }, at);

function stayed(told: Story = driven('rectifying'), at = '2026-03-10 09:00'): Story {
  stay({}, told, at);
  return told;
}
function requested(): Story {
  const told = driven('rectifying');
  told.say('ent-jb', 'RequestExtension', EXTEND, '2026-03-16 09:00');
  return stayed(told, '2026-03-16 10:00');
}
/** In planning T can be over while the plan is still owed. */
function overInPlanning(): Story {
  const told = driven('graded');
  told.say('yj-jb', 'Assign', { ...BODY.assign, limit: 16 }, '2026-03-03 09:00');
  told.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
  told.pass('2026-03-20 00:00');
  return told;
}
const revise = (changes: Partial<ReturnType<typeof termsOf>> | null) =>
  driven('rectifying').revise(
    'awb-zr',
    'policy',
    changes === null ? undefined : { ...termsOf('standard'), ...changes },
    '2026-03-10 09:00',
  );

/** Refusals of stays, listings and new terms. */
export const LAWFUL_TIME_CASES: readonly Case[] = [
  ['ClockNotRunning', 'T that is over is stayed', () => stay({}, overInPlanning(), '2026-03-20 09:00')],
  ['ClockNotRunning', 'T is stayed at its very end', () => stay({}, overInPlanning(), '2026-03-20 00:00')],
  [
    'NoStayInSpecialPeriod',
    'a stay is asked for in a special period',
    () => stay({}, driven('rectifying', { specialPeriods: SPECIAL })),
  ],
  [
    'NoStayInSpecialPeriod',
    'a stay is confirmed in a special period',
    () => stay({}, stayed(driven('rectifying', { specialPeriods: SPECIAL }), '2026-03-06 09:00'), '2026-03-12 23:00'),
  ],
  ['ReasonMissing', 'a stay gives no reason', () => stay({ reason: ' ' })],
  ['EvidenceMissing', 'a stay has no proof', () => stay({ evidence: [] })],
  [
    'NotStayed',
    'nothing is stayed',
    () => driven('rectifying').say('awb-jb', 'LiftStay', { reason: '可以施工' }, '2026-03-10 09:00'),
  ],
  [
    'ReasonMissing',
    'a stay is lifted without a reason',
    () => stayed().say('awb-jb', 'LiftStay', { reason: '' }, '2026-03-11 09:00'),
  ],
  [
    'ClockStayed',
    'more time is asked for while T is stayed',
    () => stayed().say('ent-jb', 'RequestExtension', EXTEND, '2026-03-16 09:00'),
  ],
  [
    'ClockStayed',
    'more time is granted while T is stayed',
    () => requested().say('yj-fg', 'DecideExtension', { decision: 'grant', reason: '同意' }, '2026-03-16 11:00'),
  ],
  [
    'NotListed',
    'what was never listed is delisted',
    () => driven('rectifying').say('awb-zr', 'Delist', { reason: '险情解除' }, '2026-03-10 09:00'),
  ],
  [
    'NotListingAuthority',
    '安委办 delists a major hazard',
    () => closingMajor().say('awb-zr', 'Delist', { reason: '险情解除' }, '2026-03-09 10:00'),
  ],
  [
    'DelistTooEarly',
    'a major hazard is delisted in the work',
    () => listedMajor().say('xianzhang', 'Delist', { reason: '险情解除' }, '2026-03-06 09:00'),
  ],
  [
    'DelistTooEarly',
    'a major hazard is delisted before its closeout, which may still be refused',
    () => closingMajor().say('xianzhang', 'Delist', { reason: '险情解除' }, '2026-03-09 10:00'),
  ],
  [
    'NotListingAuthority',
    '安委办 delists what 县长 listed before it turned out general',
    () => listedGeneral('rectifying').say('awb-zr', 'Delist', { reason: '险情解除' }, '2026-03-04 09:00'),
  ],
  [
    'ListedStays',
    'the desk merges a listed hazard away',
    () =>
      listedGeneral('registered').say(
        'awb-jb',
        'Merge',
        { master: matter('haz-2'), reason: '重复' },
        '2026-03-02 15:00',
      ),
  ],
  [
    'ListedNotTransferred',
    'the desk sends a listed hazard away',
    () =>
      listedGeneral('registered').say(
        'yj-jb',
        'Transfer',
        { to: unit('zj'), reason: '非本单位职责', evidence: ['sha256:t'] },
        '2026-03-02 15:00',
      ),
  ],
  [
    'ListedKeepsLevel',
    'the level falls below the listing',
    () => listedMajor().say('awb-zr', 'LowerLevel', { to: 3, reason: '险情解除' }, '2026-03-06 09:00'),
  ],
  [
    'ReasonMissing',
    'a delisting gives no reason',
    () => listedGeneral('registered').say('xianzhang', 'Delist', { reason: '' }, '2026-03-02 15:00'),
  ],
  ['RevisionMissing', 'new terms come from a caller', () => revise(null)],
  ['PolicyDiffers', 'a standard matter is put under the trial policy', () => revise(termsOf('trial'))],
  ['TermsUnchanged', 'the terms are the same', () => revise({})],
  ['TermsUnchanged', 'the rules would go back', () => revise({ rules: 1 })],
  [
    'ReasonMissing',
    'a revision gives no reason',
    () => driven('rectifying').say('awb-zr', 'ReviseTerms', { cause: 'policy', reason: ' ' }, '2026-03-10 09:00'),
  ],
];
