import { describe, expect, it } from 'vitest';
import type { CountyPosts } from '../../../workflows/kernel/terms.ts';
import {
  ADMIN,
  CHIEF,
  DESK,
  DESK_2,
  DIRECTOR,
  HEAD,
  KNOWN,
  knowing,
  NOBODY,
  OFFICER,
  OWNER,
  post,
  sealed,
  Story,
  STRANGER,
  SYSTEM_ACTOR,
  termsOf,
  time,
  tipIn,
  unit,
} from './story.ts';

describe('giving a tip', () => {
  it('is open to nobody by name: the desk of 安委办 holds it, for fifteen days', () => {
    const story = new Story();
    expect(story.open()).toBe('done');
    expect(story.state).toMatchObject({ status: 'received', named: true, staff: false, subject: 'ent-1' });
    // The fifteenth day is the seventeenth of March, a Tuesday.
    expect(story.state.step).toMatchObject({ holder: 'desk', period: 'accept', due: '2026-03-18T00:00:00.000+08:00' });
    expect(story.notified('TipReceived')).toEqual([['desk']]);
  });

  it('needs neither place nor subject nor day in the register', () => {
    const story = new Story();
    const nothing = { region: undefined, sector: undefined, subject: undefined, foundOn: undefined };
    expect(story.open({ ...nothing, evidence: undefined, named: undefined, staff: true })).toBe('done');
    expect(story.state).toMatchObject({ region: null, subject: null, foundOn: null, named: false, staff: true });
  });

  it.each([
    ['TipIdMissing', { tipId: undefined }, NOBODY],
    ['TipIdMissing', { tipId: 'tid-123' }, NOBODY],
    ['TipIdMissing', { tipId: '张三' }, DESK],
    ['TipsterShown', {}, { ...NOBODY, person: OWNER.person }],
    ['TipsterShown', {}, OWNER],
    ['UnknownUnit', { subject: unit('nowhere') }, NOBODY],
    ['UnknownUnit', { region: unit('nowhere') }, NOBODY],
    ['NotATownship', { region: unit('bureau') }, NOBODY],
    ['FoundInFuture', { foundOn: '2026-03-03' }, NOBODY],
  ] as const)('is refused with %s by what it says, %#', (code, change, by) => {
    const story = new Story();
    expect(story.open(change, by)).toBe(code);
    expect(story.state).toBeNull();
  });

  it('is taken down by whoever takes a call or a letter', () => {
    expect(new Story().open({ source: 'phone12350' }, DESK)).toBe('done');
    expect(new Story().open({ source: 'visit' }, STRANGER)).toBe('done');
  });

  it('happens once, with terms, and before anything else', () => {
    const story = new Story();
    expect(story.send('AcceptTip', { unit: 'bureau' }, DESK, '2026-03-02T09:00')).toBe('NotOpened');
    expect(story.send('GiveTip', {}, NOBODY, '2026-03-02T09:00')).toBe('NotOpened');
    story.open();
    expect(story.open()).toBe('AlreadyOpened');
    expect(story.send('Bribe', {}, DESK, '2026-03-02T10:00')).toBe('UnknownCommand');
  });

  it('on 安委办 itself goes above it', () => {
    const story = new Story();
    story.open({ subject: unit('office') });
    expect(story.holder).toBe('deputy');
    expect(story.send('AcceptTip', { unit: 'bureau' }, DESK, '2026-03-03T09:00')).toBe('NotYours');
  });
});

describe('accepting a tip', () => {
  it('names who verifies and what 安委办 knows better; the answer is due in sixty days', () => {
    const story = tipIn('received');
    const body = { unit: 'bureau', subject: 'ent-2', region: 'town-9', sector: '消防' };
    expect(story.send('AcceptTip', body, DESK_2, '2026-03-03T09:00')).toBe('done');
    expect(story.state).toMatchObject({ status: 'verifying', subject: 'ent-2', region: 'town-9', sector: '消防' });
    // The sixtieth day is Saturday the second of May: it rolls to Monday.
    const due = '2026-05-05T00:00:00.000+08:00';
    expect(story.state).toMatchObject({ answerDue: due, step: { holder: 'officer', period: 'answer', due } });
    expect(story.notified('TipToVerify')).toEqual([['officer']]);
  });

  it('may leave the verification to 安委办', () => {
    const story = tipIn('received');
    expect(story.send('AcceptTip', { unit: 'office' }, DESK, '2026-03-03T09:00')).toBe('done');
    expect(story.holder).toBe('desk');
  });

  it.each([
    ['UnknownUnit', { unit: 'nowhere' }, DESK],
    ['UnknownUnit', { unit: 'bureau', subject: 'nowhere' }, DESK],
    ['UnknownUnit', { unit: 'bureau', region: 'nowhere' }, DESK],
    ['NotATownship', { unit: 'bureau', region: 'ent-2' }, DESK],
    ['UnitIsSubject', { unit: 'ent-1' }, DESK],
    ['UnitIsSubject', { unit: 'bureau', subject: 'bureau' }, DESK],
    ['UnitCannotVerify', { unit: 'ent-2' }, DESK],
    ['ActorOfSubject', { unit: 'bureau', subject: 'office' }, DESK],
    ['NotYours', { unit: 'bureau' }, OFFICER],
    ['NotYours', { unit: 'bureau' }, OWNER],
    ['NotYours', { unit: 'bureau' }, ADMIN],
  ] as const)('is refused with %s, %#', (code, body, by) => {
    const story = tipIn('received');
    expect(story.send('AcceptTip', body, by, '2026-03-03T09:00')).toBe(code);
    expect(story.state.status).toBe('received');
  });
});

describe('declining a tip', () => {
  it('is told with its ground and its reason, and ends it', () => {
    const story = tipIn('received');
    const body = { ground: 'noFacts', reason: sealed('7') };
    expect(story.send('DeclineTip', body, DESK, '2026-03-03T09:00')).toBe('done');
    expect(story.state).toMatchObject({
      status: 'rejected',
      declined: body,
      step: null,
      endedAt: time('2026-03-03T09:00'),
    });
    expect(story.send('AcceptTip', { unit: 'bureau' }, DESK, '2026-03-03T10:00')).toBe('NotHeardInStatus');
    expect(story.sleepUntil('2027-01-01T00:00')).toEqual([]);
  });
});

describe('a second tip of the same thing', () => {
  const first = 'tip-0';
  const mark = (story: Story, known = knowing(first), of: string = first): string =>
    story.send('MarkDuplicate', { first: of }, DESK, '2026-03-03T09:00', { known });

  it('is answered all the same, within its own time, and then waits out the time to object', () => {
    const story = tipIn('received');
    expect(mark(story)).toBe('done');
    expect(story.state).toMatchObject({ status: 'duplicate', duplicateOf: first, step: { period: 'finalAnswer' } });
    expect(story.notified('DuplicateToAnswer')).toEqual([['desk']]);
    expect(story.send('AnswerTip', { text: sealed('8') }, DESK, '2026-03-04T09:00')).toBe('done');
    expect(story.state).toMatchObject({ status: 'answered', step: { period: 'review' } });
    expect(story.send('ProposeReward', { reward: 'grant' }, DESK, '2026-03-05T09:00')).toBe('NoRewardDue');
  });

  it('is answered by who verifies, once it was accepted', () => {
    const story = tipIn('verifying');
    expect(mark(story)).toBe('done');
    expect(story.state.status).toBe('duplicate');
    expect(story.holder).toBe('officer');
    expect(story.send('AnswerTip', { text: sealed('8') }, CHIEF, '2026-03-04T09:00')).toBe('done');
  });

  it('where neither subject is in the register needs the same township', () => {
    const story = new Story();
    story.open({ subject: undefined });
    expect(mark(story, knowing(first, { subject: null, region: unit('town-9') }))).toBe('DuplicateElsewhere');
    expect(mark(story, knowing(first, { subject: null, region: unit('town-1') }))).toBe('done');
    const nowhere = new Story();
    nowhere.open({ subject: undefined, region: undefined });
    expect(mark(nowhere, knowing(first, { subject: null, region: null }))).toBe('DuplicateElsewhere');
  });

  it.each([
    ['DuplicateOfItself', knowing('tip-1'), 'tip-1'],
    ['DuplicateUnknown', KNOWN, first],
    ['DuplicateUnknown', knowing(first, { kind: 'hazard' }), first],
    ['DuplicateNotValid', knowing(first, { status: 'rejected' }), first],
    ['DuplicateNotValid', knowing(first, { status: 'duplicate' }), first],
    ['DuplicateNotEarlier', knowing(first, { openedAt: time('2026-03-02T09:00') }), first],
    ['DuplicateElsewhere', knowing(first, { subject: unit('ent-2') }), first],
    ['DuplicateElsewhere', knowing(first, { subject: null }), first],
  ])('is refused with %s, %#', (code, known, of) => {
    const story = tipIn('received');
    expect(mark(story, known, of)).toBe(code);
    expect(story.state.status).toBe('received');
  });

  it('is not earlier than one whose opening nobody knows', () => {
    const known = knowing(first);
    const matter = Object.fromEntries(
      Object.entries(known.matters?.[first as never] ?? {}).filter(([name]) => name !== 'openedAt'),
    );
    const story = tipIn('received');
    expect(mark(story, { ...known, matters: { [first]: matter } } as never)).toBe('DuplicateNotEarlier');
  });
});

describe('a post that nobody is in', () => {
  const body = (to: string, of: string, more: object = {}): object => ({
    ...{ post: post(to), unit: unit(of), reason: '原办理岗位人员请假' },
    ...more,
  });

  it('hands the tip to another seat, and the deadline stays', () => {
    const story = tipIn('received');
    const { due } = story.state.step ?? {};
    expect(story.send('HandOver', body('desk-2', 'office', { cause: 'leave' }), SYSTEM_ACTOR, '2026-03-03T09:00')).toBe(
      'done',
    );
    expect(story.state.step).toMatchObject({ holder: 'desk-2', due });
    expect(story.notified('TipHolderAway')).toEqual([['desk-2']]);
    const verifying = tipIn('verifying');
    expect(verifying.send('HandOver', body('deputy-chief', 'bureau'), SYSTEM_ACTOR, '2026-03-03T10:00')).toBe('done');
    expect(verifying.send('HandOver', body('head', 'county'), SYSTEM_ACTOR, '2026-03-03T11:00')).toBe('done');
  });

  it.each([
    ['SameHolder', body('officer', 'bureau'), SYSTEM_ACTOR],
    ['SeatIsSubject', body('owner', 'ent-1'), SYSTEM_ACTOR],
    ['NotASeatOfTheTip', body('stranger', 'town-9'), SYSTEM_ACTOR],
    ['NotASeatOfTheTip', body('desk', 'office'), SYSTEM_ACTOR],
    ['NotYours', body('chief', 'bureau'), HEAD],
  ] as const)('is refused with %s, %#', (code, asked, by) => {
    expect(tipIn('verifying').send('HandOver', asked, by, '2026-03-03T10:00')).toBe(code);
  });
});

describe('a county without other desks', () => {
  it('has the one', () => {
    const terms = termsOf();
    const county: CountyPosts & { otherDesks?: unknown } = { ...terms.county };
    delete county.otherDesks;
    const story = new Story({ ...terms, county });
    story.open();
    expect(story.send('AcceptTip', { unit: 'bureau' }, DESK_2, '2026-03-03T09:00')).toBe('done');
    expect(DIRECTOR.post).toBe(story.state.terms.county.officeDirector);
  });
});
