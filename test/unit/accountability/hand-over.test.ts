import { describe, expect, it } from 'vitest';
import type { HandOverBody } from '../../../workflows/kernel/command.ts';
import {
  caseIn,
  DECLINE,
  DEPUTY,
  DIRECTOR,
  PARTY,
  person,
  post,
  PROPOSAL,
  Story,
  SYSTEM_ACTOR,
  unit,
} from './story.ts';

const AT = '2026-03-03T14:00';

function handOver(story: Story, to: string, more: Partial<HandOverBody> = {}, at = AT): string {
  const body = { post: post(to), unit: unit('office'), reason: '原办理岗位人员请假', cause: 'leave', ...more };
  return story.send('HandOver', body, SYSTEM_ACTOR, at);
}

function holderOf(story: Story): string {
  return 'step' in story.state ? story.state.step.holder : '';
}

describe('a case whose holder is away', () => {
  it('is held by the next post, its deadline as it was, and only that post is told', () => {
    const story = caseIn('drafting');
    const before = 'step' in story.state ? story.state.step : null;
    expect(handOver(story, 'director')).toBe('done');
    expect(story.state).toMatchObject({ status: 'drafting', step: { ...before, holder: 'director' } });
    expect(story.events.at(-1)).toMatchObject({ type: 'HandedOver', data: { from: 'desk', cause: 'leave' } });
    expect(story.told('caseHolderAway')).toEqual([['director']]);
    expect(story.told('caseHandedOver')).toEqual([]);
    const told = story.effects.find((e) => e.type === 'Notify' && e.notice === 'caseHolderAway');
    expect(told).toMatchObject({ data: { reason: '原办理岗位人员请假', due: before?.due } });
  });

  it('says that the post was vacant where no cause is given', () => {
    const story = caseIn('drafting');
    story.send('HandOver', { post: post('director'), unit: unit('office'), reason: '空缺' }, SYSTEM_ACTOR, AT);
    expect(story.events.at(-1)).toMatchObject({ data: { cause: 'vacant', reason: '空缺' } });
  });

  it('is not handed to the post that holds it, by a person, or once it has ended', () => {
    const story = caseIn('deciding');
    expect(handOver(story, 'head')).toBe('SameHolder');
    expect(story.send('HandOver', { post: post('party') }, DIRECTOR, AT)).toBe('NotYours');
    story.send('DecideReferral', DECLINE, PARTY, AT);
    expect(handOver(story, 'party', {}, '2026-03-03T15:00')).toBe('NotHeardInStatus');
  });

  it('goes to nobody who is involved, by post or by everyone in it', () => {
    const story = new Story();
    story.open({ involved: { people: [person('deputy-p')], posts: [post('director')] } });
    expect(handOver(story, 'director')).toBe('SeatRecused');
    expect(handOver(story, 'deputy', { people: [person('deputy-p')] })).toBe('SeatRecused');
    expect(handOver(story, 'party', { people: [person('deputy-p')] })).toBe('SeatRecused');
    expect(handOver(story, 'deputy', { people: [person('deputy-p'), person('other')] })).toBe('done');
  });

  it('goes to nobody who is a subject', () => {
    const story = new Story();
    story.open({ subjects: [{ kind: 'publicOfficial', id: 'd-p', unit: null, post: null, ground: 'evasion' }] });
    expect(handOver(story, 'director', { people: [person('d-p')] })).toBe('SeatRecused');
  });

  it('never passes 县委 over because its post is involved', () => {
    const story = new Story();
    story.open({ involved: { people: [], posts: [post('party')] } });
    expect(handOver(story, 'party')).toBe('done');
  });

  it('stays with 安委办 and 分管副县长 while it is kept, and with those who decide while it is decided', () => {
    for (const stage of ['drafting', 'hearing', 'referred', 'handling'] as const) {
      for (const other of ['head', 'stranger']) expect(handOver(caseIn(stage), other)).toBe('NotASeatOfTheCase');
      for (const seat of ['desk-2', 'director', 'deputy', 'party']) expect(handOver(caseIn(stage), seat)).toBe('done');
    }
    for (const other of ['desk', 'director', 'deputy'])
      expect(handOver(caseIn('deciding'), other)).toBe('NotASeatOfTheCase');
    expect(handOver(caseIn('deciding'), 'party')).toBe('done');
  });

  it('is kept by whoever stands in, as long as they hold it', () => {
    const story = caseIn('referred');
    expect(story.send('AnswerReferral', { to: 'discipline', answer: 'accepted', document: '1' }, DEPUTY, AT)).toBe(
      'NotYours',
    );
    handOver(story, 'deputy');
    const later = '2026-03-03T15:00';
    expect(story.send('AnswerReferral', { to: 'discipline', answer: 'accepted', document: '1' }, DEPUTY, later)).toBe(
      'done',
    );
    const deciding = caseIn('deciding');
    expect(deciding.send('DecideReferral', DECLINE, DEPUTY, AT)).toBe('NotYours');
  });
});

describe('silence after a hand-over', () => {
  it('goes on to 安委办主任 from another 经办人 who stands in', () => {
    const story = caseIn('drafting');
    handOver(story, 'desk-2');
    story.sleepUntil('2026-03-10T00:00');
    expect(holderOf(story)).toBe('director');
  });

  it('reminds 县委, who has nobody above', () => {
    const story = caseIn('drafting');
    handOver(story, 'party');
    expect(story.sleepUntil('2026-03-10T00:00')).toEqual(['ReminderGiven']);
    expect(holderOf(story)).toBe('party');
    expect(story.send('ProposeReferral', PROPOSAL, PARTY, '2026-03-10T09:00')).toBe('done');
  });
});
