import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../../workflows/kernel/face.ts';
import type { UnitId } from '../../../workflows/kernel/terms.ts';
import { face, TIP_FACE } from '../../../workflows/tip/face.ts';
import { LIFECYCLE } from '../../../workflows/tip/lifecycle.ts';
import { relationsOf } from '../../../workflows/tip/relations.ts';
import { SCHEMAS } from '../../../workflows/tip/schemas.ts';
import { POLICIES } from '../../../workflows/tip/terms.ts';
import {
  ADMIN,
  AUDITOR,
  CHIEF,
  DEPUTY,
  DESK,
  DIRECTOR,
  HAZARD,
  HEAD,
  INTERIM,
  OFFICER,
  OWNER,
  sealed,
  Story,
  STRANGER,
  TIP_ID,
  tipIn,
  unit,
} from './story.ts';

const ajv = new Ajv2020({
  strict: true,
  strictTypes: false,
  formats: { date: true },
  keywords: ['x-ref', 'x-sealed', 'x-label', 'x-expected', 'x-identity'],
});

describe('the face', () => {
  it('knows every command of the lifecycle, with a schema that its example passes', () => {
    expect(Object.keys(face.commands).sort()).toEqual(LIFECYCLE.map((row) => row.command).sort());
    for (const [name, { schema, example }] of Object.entries(face.commands)) {
      const validate = ajv.compile(schema);
      expect([name, validate(example), validate.errors]).toEqual([name, true, null]);
      expect(validate({ ...(example as object), unknownField: 1 })).toBe(false);
    }
  });

  it('lets nobody say which sealed row is theirs', () => {
    const validate = ajv.compile(SCHEMAS.GiveTip);
    const { example } = face.commands['GiveTip'] ?? {};
    expect(validate({ ...(example as object), tipId: TIP_ID })).toBe(false);
    expect(validate({ ...(example as object), named: true })).toBe(false);
  });

  it('keeps apart every text that could tell of a person; only what goes into public papers is plain', () => {
    const plain = Object.entries(SCHEMAS).flatMap(([type, schema]) => textsIn(schema).map((at) => `${type}${at}`));
    expect(plain).toEqual([
      'AcceptTip/sector',
      'DeclineTip/handed/document',
      'VerifyTip/finding/description',
      'VerifyTip/finding/place',
      'VerifyTip/finding/items/text',
      'VerifyTip/finding/sector',
      'RecordPenalty/document',
      'RecordPenalty/supersedes',
      'HandOver/reason',
      'ReviseTerms/reason',
      'Wake/resentFor',
      'Hear/event',
    ]);
  });

  it('says of every number what it is and what it rests on', () => {
    for (const { numbers } of POLICIES) expect(Object.keys(face.figures ?? {})).toEqual(Object.keys(numbers));
    expect(face.figures?.['rewardPercent']).toMatchObject({ unit: '%', verified: true });
    expect(face.figures?.['rewardWithoutPenalty']).toMatchObject({ basis: '本县默认', verified: false });
  });

  it('has a word for every event and notice of whole stories', () => {
    const stories = [tipIn('rewarding'), tipIn('duplicate'), tipIn('handling')];
    for (const story of stories) story.sleepUntil('2026-12-01T00:00');
    for (const story of stories) {
      for (const type of story.types) expect(face.events).toHaveProperty(type);
      for (const e of story.effects) if (e.type === 'Notify') expect(face.notices).toHaveProperty(e.notice);
    }
    for (const { text } of Object.values(face.notices))
      for (const [, name] of text.matchAll(/\{(\w+)\}/g))
        expect(['number', 'due', 'reminders', 'hazard', 'reason']).toContain(name);
  });

  it('refuses whoever belongs to the subject as one who may not ask', () => {
    expect(face.refusals['ActorOfSubject']).toMatchObject({ status: 403 });
    expect(face.refusals['OfficersTooFew']).not.toHaveProperty('status');
    expect([TIP_FACE.path, TIP_FACE.numbering]).toEqual(['tips', 'JB']);
  });
});

describe('the summary', () => {
  it('names holder and deadline, and neither what was said nor, to any list, the subject among who sees it', () => {
    const { state } = tipIn('verifying', 'hazard');
    expect(face.summary(state)).toMatchObject({
      title: '事故隐患举报（网站）',
      status: 'verifying',
      holder: { post: 'officer', unit: 'bureau' },
      deadlines: [{ clock: 'S', amount: 60, unit: 'calendarDay', verified: false }],
      overdueSince: null,
      subject: 'ent-1',
      lead: 'bureau',
      units: ['office', 'bureau'],
      closedAt: null,
    });
    expect(face.summary(tipIn('received').state)).toMatchObject({ lead: 'office', units: ['office'] });
  });

  it('leaves the subject out of who sees it even when it is 安委办', () => {
    const story = new Story();
    story.open({ subject: unit('office') });
    expect(face.summary(story.state)).toMatchObject({ units: [], holder: { post: 'deputy', unit: 'office' } });
  });

  it('says since when it is late, and has neither holder nor deadline at the end', () => {
    const story = tipIn('received');
    story.sleepUntil('2026-04-20T00:00');
    expect(face.summary(story.state).overdueSince).toBe('2026-03-18T00:00:00.000+08:00');
    story.send('DeclineTip', { ground: 'noFacts', reason: sealed('1') }, DEPUTY, '2026-04-20T08:00');
    story.send('DecideDismissal', { decision: 'approve' }, HEAD, '2026-04-20T09:00');
    expect(face.summary(story.state)).toMatchObject({
      holder: null,
      deadlines: [],
      overdueSince: null,
      units: ['office'],
    });
    expect(face.summary(story.state).closedAt).toBe('2026-04-20T09:00:00.000+08:00');
  });
});

describe('the view', () => {
  it('shows the tip to whoever works on it or oversees it, without the name of the sealed row', () => {
    const { state } = tipIn('rewarding', 'hazard');
    for (const by of [DESK, DIRECTOR, DEPUTY, HEAD, OFFICER, CHIEF, AUDITOR]) {
      const seen = face.view(state, relationsOf(state, by));
      expect(seen).toMatchObject({
        description: sealed('1'),
        named: true,
        reward: { label: '按罚款比例', amount: 7_500 },
      });
      expect(JSON.stringify(seen)).not.toContain(TIP_ID);
      expect(face.withholds('TipGiven', relationsOf(state, by))).toBe(false);
    }
  });

  it('shows nothing to the subject, whatever post its people act as, and nothing to others', () => {
    const { state } = tipIn('verifying');
    const concerned = [OWNER, ...[DESK, DIRECTOR, AUDITOR, HEAD].map((by) => ({ ...by, unit: 'ent-1' as UnitId }))];
    for (const by of concerned) expect(relationsOf(state, by)).toEqual([]);
    for (const by of [...concerned, STRANGER, ADMIN]) {
      expect(face.view(state, relationsOf(state, by))).toEqual({});
      expect(face.withholds('TipGiven', relationsOf(state, by))).toBe(true);
    }
  });

  it('says what came of it, what it is a repetition of, and what the reward would be', () => {
    const story = tipIn('handling');
    story.send('AnswerTip', INTERIM, OFFICER, '2026-03-04T09:00');
    story.send('RequestMoreTime', { reason: sealed('1') }, OFFICER, '2026-03-04T10:00');
    expect(face.view(story.state, ['office'])).toMatchObject({
      verification: { label: '属实' },
      reckoned: null,
      reward: null,
      links: [{ relation: 'hazard', matterId: HAZARD, said: null }],
    });
    story.told('closed', '2026-03-05T09:00');
    expect(face.view(story.state, ['office'])['links']).toMatchObject([{ said: '已销号' }]);
    expect(face.view(tipIn('handling', 'hazard').state, ['office'])['reckoned']).toEqual({
      amount: 500,
      basis: 'default',
    });
    const duplicate = face.view(tipIn('duplicate').state, ['office']);
    expect(duplicate['links']).toEqual([{ relation: 'duplicateOf', matterId: 'tip-0', number: null, said: null }]);
    const declined = tipIn('received');
    declined.send('DeclineTip', { ground: 'noFacts', reason: sealed('1') }, DESK, '2026-03-04T09:00');
    declined.send('DecideDismissal', { decision: 'approve' }, DIRECTOR, '2026-03-04T10:00');
    expect(face.view(declined.state, ['office'])['declined']).toMatchObject({ label: '没有可供核查的具体内容' });
  });
});

/** Where a schema takes text that is neither kept apart, chosen from a list, nor something of a register. */
function textsIn(schema: JsonSchema, place = ''): readonly string[] {
  if (schema['x-identity'] === true || schema['x-sealed'] === true) return [];
  const { type, enum: choices, format, properties, items } = schema as Readonly<Record<string, unknown>>;
  if (type === 'string')
    return choices === undefined && format === undefined && schema['x-ref'] === undefined ? [place] : [];
  return [
    ...Object.entries((properties ?? {}) as Record<string, JsonSchema>).flatMap(([name, part]) =>
      textsIn(part, `${place}/${name}`),
    ),
    ...(items === undefined ? [] : textsIn(items as JsonSchema, place)),
  ];
}
