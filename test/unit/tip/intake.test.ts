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
    ['NotATownship', { region: unit('village') }, NOBODY],
    ['FoundInFuture', { foundOn: '2026-03-03' }, NOBODY],
  ] as const)('is refused with %s by what it says, %#', (code, change, by) => {
    const story = new Story();
    expect(story.open(change, by)).toBe(code);
    expect(story.state).toBeNull();
  });

  it('named a village as its township under the rules of before, which it still may', () => {
    const story = new Story(termsOf('standard', 1));
    expect(story.open({ region: unit('village') })).toBe('done');
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
    const story = new Story();
    story.open({ subject: undefined });
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
    ['NotATownship', { unit: 'bureau', region: 'village' }, DESK],
    ['UnitIsSubject', { unit: 'ent-1' }, DESK],
    ['UnitIsSubject', { unit: 'bureau', subject: 'bureau' }, DESK],
    ['UnitCannotVerify', { unit: 'ent-2' }, DESK],
    ['ActorOfSubject', { unit: 'bureau', subject: 'office' }, DESK],
    ['SubjectStays', { unit: 'bureau', subject: 'ent-2' }, DESK],
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
    expect(story.send('DeclineTip', body, DESK, '2026-03-03T08:00')).toBe('done');
    expect(story.state.status).toBe('received');
    expect(story.notified('DismissalToDecide')).toEqual([['director']]);
    expect(story.send('AcceptTip', { unit: 'bureau' }, DESK, '2026-03-03T08:10')).toBe('DismissalPending');
    expect(story.send('DeclineTip', body, DESK_2, '2026-03-03T08:10')).toBe('DismissalPending');
    expect(story.send('DecideDismissal', APPROVE, DESK_2, '2026-03-03T08:20')).toBe('NotYours');
    const same = { ...DIRECTOR, person: DESK.person };
    expect(story.send('DecideDismissal', APPROVE, same, '2026-03-03T08:20')).toBe('DeciderIsProposer');
    expect(story.send('DecideDismissal', { decision: 'decline' }, DIRECTOR, '2026-03-03T08:20')).toBe('ReasonMissing');
    expect(story.send('DecideDismissal', APPROVE, DIRECTOR, '2026-03-03T09:00')).toBe('done');
    expect(story.state).toMatchObject({
      status: 'rejected',
      declined: { ...body, handed: null },
      step: null,
      endedAt: time('2026-03-03T09:00'),
    });
    expect(story.send('AcceptTip', { unit: 'bureau' }, DESK, '2026-03-03T10:00')).toBe('NotHeardInStatus');
    expect(story.sleepUntil('2027-01-01T00:00')).toEqual([]);
  });
});

const APPROVE = { decision: 'approve', first: 'tip-0' };

describe('a dismissal that is not agreed to', () => {
  it('leaves the tip where it was', () => {
    const story = tipIn('received');
    expect(story.send('DecideDismissal', APPROVE, DIRECTOR, '2026-03-03T08:00')).toBe('NoDismissalPending');
    story.send('DeclineTip', { ground: 'noFacts', reason: sealed('7') }, DESK, '2026-03-03T08:00');
    const no = { decision: 'decline', reason: sealed('8') };
    expect(story.send('DecideDismissal', no, DIRECTOR, '2026-03-03T09:00')).toBe('done');
    expect(story.state).toMatchObject({ status: 'received', dismissal: null });
    expect(story.send('AcceptTip', { unit: 'bureau' }, DESK, '2026-03-03T10:00')).toBe('done');
  });
});

describe('what is another authority’s', () => {
  it('is handed to it against a receipt, and not declined', () => {
    const handed = { to: 'city', document: '收〔2026〕1号', receipt: ['sha256:r'] };
    const body = { ground: 'noJurisdiction', reason: sealed('7') };
    const story = tipIn('received');
    const decline = (more: object): string => story.send('DeclineTip', { ...body, ...more }, DESK, '2026-03-03T08:00');
    expect(decline({})).toBe('HandedMissing');
    expect(decline({ handed: { ...handed, receipt: [] } })).toBe('HandedMissing');
    expect(decline({ handed: { ...handed, to: 'bureau' } })).toBe('NotOutside');
    expect(decline({ ground: 'noFacts', handed })).toBe('HandedNeedless');
    expect(decline({ handed })).toBe('done');
    story.send('DecideDismissal', APPROVE, DIRECTOR, '2026-03-03T09:00');
    expect(story.state).toMatchObject({ status: 'transferred', declined: { handed }, step: null });
  });
});

describe('a wrongly chosen unit', () => {
  it('gives the tip back once; another is named and has what is left of the time to answer', () => {
    const story = tipIn('verifying');
    const { answerDue } = story.state;
    expect(story.send('ReturnTip', { reason: sealed('7') }, OFFICER, '2026-03-04T09:00')).toBe('done');
    expect(story.state).toMatchObject({
      status: 'received',
      chain: null,
      step: { holder: 'desk', period: 'reassign' },
    });
    expect(story.notified('TipReturned')).toEqual([['desk']]);
    const name = (of: string): string => story.send('AcceptTip', { unit: of }, DESK, '2026-03-05T09:00');
    expect(name('bureau')).toBe('UnitReturned');
    expect(name('town-1')).toBe('done');
    expect(story.state).toMatchObject({ answerDue, step: { holder: 'town', period: 'answer', due: answerDue } });
    const town = { ...STRANGER, unit: unit('town-1') };
    expect(story.send('ReturnTip', { reason: sealed('7') }, town, '2026-03-06T09:00')).toBe('ReturnedBefore');
  });

  it('washes no lateness away', () => {
    const story = tipIn('verifying');
    const { answerDue } = story.state;
    story.send('ReturnTip', { reason: sealed('7') }, OFFICER, '2026-05-06T09:00');
    expect(story.state.step?.firstDue).toBe(answerDue);
    story.send('AcceptTip', { unit: 'town-1' }, DESK, '2026-05-07T09:00');
    expect(story.state.step).toMatchObject({ period: 'takeOver', firstDue: answerDue });
  });
});

describe('who verifies', () => {
  it('a concealed accident is the county’s government or a department, the rest not the government', () => {
    const accept = (about: 'violation' | 'concealedAccident', of: string): string =>
      tipIn('received', about).send('AcceptTip', { unit: of }, DESK, '2026-03-03T09:00');
    expect(['county', 'bureau', 'town-1', 'office'].map((of) => accept('concealedAccident', of))).toEqual(
      ['done', 'done', 'UnitCannotVerify', 'UnitCannotVerify'], // prettier-ignore
    );
    expect(['county', 'bureau', 'town-1', 'office', 'town-9'].map((of) => accept('violation', of))).toEqual(
      ['UnitCannotVerify', 'done', 'done', 'done', 'TownshipElsewhere'], // prettier-ignore
    );
    const story = tipIn('received', 'concealedAccident');
    story.send('AcceptTip', { unit: 'county' }, DESK, '2026-03-03T09:00');
    expect(story.holder).toBe('deputy');
  });
});

describe('a second tip of the same thing', () => {
  const first = 'tip-0';
  const mark = (story: Story, known = knowing(first), of: string = first): string => mark2(story, known, of);

  it('is answered all the same, within its own time, and then waits out the time to object', () => {
    const story = tipIn('received');
    expect(mark(story)).toBe('done');
    expect(story.state).toMatchObject({ status: 'duplicate', duplicateOf: first, step: { period: 'finalAnswer' } });
    expect(story.notified('DuplicateToAnswer')).toEqual([['desk']]);
    expect(story.send('AnswerTip', { text: sealed('8') }, DESK, '2026-03-04T09:00')).toBe('done');
    expect(story.state).toMatchObject({ status: 'settled', step: { period: 'review' } });
    story.sleepUntil('2026-12-01T00:00');
    expect(story.state.status).toBe('dismissed');
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
    ['DuplicateNotValid', knowing(first, { status: 'settled' }), first],
    ['DuplicateNotValid', knowing(first, { status: 'dismissed', open: false }), first],
    ['DuplicateNotValid', knowing(first, { status: 'transferred', open: false }), first],
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

/** Proposed and, where that is heard, agreed to. */
function mark2(story: Story, known: typeof KNOWN, of: string): string {
  const code = story.send('MarkDuplicate', { first: of }, DESK, '2026-03-03T08:30', { known });
  if (code !== 'done') return code;
  const untrue = knowing(of, { status: 'settled' });
  const agree = (first: string, more: object): string =>
    story.send('DecideDismissal', { decision: 'approve', first }, DIRECTOR, '2026-03-03T09:00', more);
  expect(agree('another', { known })).toBe('DuplicateDiffers');
  if (story.state.subject !== null) expect(agree(of, { known: untrue })).toBe('DuplicateNotValid');
  return agree(of, { known });
}

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
