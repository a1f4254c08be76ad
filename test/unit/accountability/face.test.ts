import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../workflows/kernel/command.ts';
import type { CommandFace } from '../../../workflows/kernel/face.ts';
import type { CaseCommand } from '../../../workflows/accountability/command.ts';
import { ACCOUNTABILITY_FACE, face } from '../../../workflows/accountability/face.ts';
import { LIFECYCLE } from '../../../workflows/accountability/lifecycle.ts';
import { relationsOf } from '../../../workflows/accountability/relations.ts';
import { COMMAND_FACES } from '../../../workflows/accountability/schemas.ts';
import {
  caseIn,
  DECLINE,
  DESK,
  ENTERPRISE,
  HEAD,
  INSPECT,
  OFFICER,
  sealed,
  Story,
  STRANGER,
  OPENING,
} from './story.ts';

const ajv = new Ajv2020({
  strict: true,
  strictTypes: false,
  keywords: ['x-ref', 'x-sealed', 'x-item', 'x-label', 'x-expected'],
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

  it('seals every free text about a person', () => {
    const sealedFields = (command: CommandFace): string[] =>
      Object.entries(command.schema.properties as Record<string, { 'x-sealed'?: true }>)
        .filter(([, schema]) => schema['x-sealed'] === true)
        .map(([field]) => field);
    const found = Object.entries(face.commands).map(([name, command]) => [name, sealedFields(command)]);
    expect(Object.fromEntries(found)).toMatchObject({
      AddEvidence: ['note'],
      SubmitStatement: ['statement'],
      ProposeReferral: ['report'],
      DecideReferral: ['reason'],
      AnswerReferral: ['reason'],
      RecordOutcome: ['outcome'],
    });
  });

  it('has a word for every event and notice of a whole story', () => {
    const story = caseIn('handling');
    for (const type of story.types) expect(face.events).toHaveProperty(type);
    for (const e of story.effects) if (e.type === 'Notify') expect(face.notices).toHaveProperty(e.notice);
    for (const { text } of Object.values(face.notices))
      for (const [, name] of text.matchAll(/\{(\w+)\}/g))
        expect(['number', 'hazard', 'due', 'reminders', 'unreached', 'reason']).toContain(name);
  });

  it('accepts the examples, once their texts are sealed, where the demonstration shows them', () => {
    const example = (name: CaseCommand['type']): object => {
      const { example: body, schema } = COMMAND_FACES[name];
      const properties = schema.properties as Record<string, { 'x-sealed'?: true }>;
      const isSealed = (field: string): boolean => properties[field]?.['x-sealed'] === true;
      const sealedFields = Object.keys(body as object).filter(isSealed);
      return { ...(body as object), ...Object.fromEntries(sealedFields.map((field) => [field, sealed('1')])) };
    };
    const story = new Story();
    story.open({ subjects: [...OPENING.subjects].reverse() });
    const shown = (name: CaseCommand['type'], status: string): void => {
      const account = COMMAND_FACES[name].demo;
      expect([story.state.status, account?.matter]).toEqual([status, `accountability:${status}`]);
      const by = account?.account === 'xianzhang' ? HEAD : DESK;
      expect([name, story.send(name, example(name), by, '2026-03-02T10:00')]).toEqual([name, 'done']);
    };
    shown('AddEvidence', 'drafting');
    shown('ProposeReferral', 'drafting');
    shown('SubmitStatement', 'hearing');
    story.send('SubmitStatement', { subject: 's2', statement: sealed('1') }, OFFICER, '2026-03-02T10:00');
    shown('DecideReferral', 'deciding');
    shown('AnswerReferral', 'referred');
    shown('RecordOutcome', 'handling');
    expect(story.state.subjects.map((s) => s.outcome === null)).toEqual([true, false]);
  });
});

describe('the summary', () => {
  it('names holder, deadline and units while the case is open', () => {
    expect(face.summary(caseIn('drafting').state)).toMatchObject({
      title: '隐患 YH-2026-000001 问责案件（整改不及时）',
      status: 'drafting',
      holder: { post: 'desk', unit: 'office' },
      deadlines: [{ clock: 'S', due: '2026-03-10T00:00:00.000+08:00', amount: 5, unit: 'workingDay', verified: false }],
      overdueSince: null,
      subject: 'dept-1',
      units: ['town-1', 'dept-1', 'ent-1'],
      closedAt: null,
    });
  });

  it('says since when a step is late, by its first holder, and forgets it with the next step', () => {
    const story = caseIn('drafting');
    story.sleepUntil('2026-03-10T00:00');
    expect(face.summary(story.state).overdueSince).toBe('2026-03-10T00:00:00.000+08:00');
    const deciding = caseIn('deciding');
    deciding.sleepUntil('2026-03-11T00:00');
    expect(face.summary(deciding.state).overdueSince).toBe('2026-03-11T00:00:00.000+08:00');
    deciding.send(
      'DecideReferral',
      { decision: 'refer', document: '1', reason: sealed('1') },
      HEAD,
      '2026-03-11T09:00',
    );
    expect(face.summary(deciding.state).overdueSince).toBeNull();
  });

  it('has neither holder nor deadline at the end', () => {
    const story = caseIn('deciding');
    story.send('DecideReferral', DECLINE, HEAD, '2026-03-04T09:00');
    expect(face.summary(story.state)).toMatchObject({
      holder: null,
      deadlines: [],
      closedAt: '2026-03-04T09:00:00.000+08:00',
    });
    const noUnit = new Story();
    noUnit.open({ subjects: [{ kind: 'publicOfficial', id: 'x', unit: null, post: null, ground: 'evasion' }] });
    expect(face.summary(noUnit.state).subject).toBeNull();
  });
});

describe('the view', () => {
  it('shows the whole case to those who keep, decide or inspect it', () => {
    const { state } = caseIn('handling');
    for (const by of [DESK, HEAD, INSPECT])
      expect(face.view(state, relationsOf(state, by))).toHaveProperty('items.0.statement');
    expect(face.view(state, ['system'])).toMatchObject({
      referrals: [{ label: '纪检监察机关' }, { label: '行政执法部门' }],
    });
    expect(face.view(caseIn('drafting').state, ['keeper'])).toMatchObject({ proposal: null, referrals: [] });
  });

  const FIRST = { id: 's1', kind: 'publicOfficial', label: '对象一（公职人员）', spoke: true };
  const SECOND = { id: 's2', kind: 'enterprise', label: '对象二（生产经营单位）', spoke: true };

  it('shows the involved and strangers neither statements nor outcomes nor who is concerned, each told apart', () => {
    const { state } = caseIn('handling');
    for (const by of [STRANGER, { ...DESK, person: OFFICER.person }]) {
      const seen = face.view(state, relationsOf(state, by), by);
      expect(Object.keys(seen).sort()).toEqual(['ground', 'items', 'links', 'round']);
      expect(seen.items).toEqual([FIRST, SECOND]);
    }
    expect(face.view(state, relationsOf(state, OFFICER)).items).toEqual([FIRST, SECOND]);
  });

  it('names a subject to itself only, with its own statement', () => {
    const { state } = caseIn('handling');
    const seenBy = (by: Actor): unknown => face.view(state, relationsOf(state, by), by).items;
    const first = {
      subject: 'officer',
      ground: 'untimely',
      groundLabel: '整改不及时',
      statement: { text: sealed('b') },
    };
    expect(seenBy(OFFICER)).toMatchObject([{ ...FIRST, ...first }, SECOND]);
    expect(seenBy(ENTERPRISE)).toMatchObject([
      FIRST,
      { ...SECOND, subject: 'ent-1', statement: { text: sealed('c') } },
    ]);
    for (const by of [OFFICER, ENTERPRISE]) expect(JSON.stringify(seenBy(by))).not.toContain('proposed');
    expect((seenBy(OFFICER) as unknown[])[1]).toEqual(SECOND);
  });

  it('counts as many subjects as a case may have', () => {
    const story = new Story();
    const subjects = Array.from({ length: 100 }, (_, i) => ({ ...OPENING.subjects[0], id: `x${i.toString()}` }));
    story.open({ subjects: subjects as typeof OPENING.subjects });
    const { items } = face.view(story.state, []) as { items: { label: string }[] };
    const places = [1, 10, 11, 20, 21, 99, 100].map((n) => items[n - 1]?.label.slice(2).replace('（公职人员）', ''));
    expect(places).toEqual(['一', '十', '十一', '二十', '二十一', '九十九', '一百']);
    expect(new Set(items.map(({ label }) => label)).size).toBe(100);
  });

  it('withholds what was recorded from those whom the case is about, whatever else they are', () => {
    expect(face.withholds('CaseOpened', ['keeper'])).toBe(false);
    expect(face.withholds('CaseOpened', ['keeper', 'subject'])).toBe(true);
    expect(face.withholds('CaseOpened', ['involved'])).toBe(true);
    expect(face.withholds('CaseOpened', [])).toBe(true);
  });

  it('is the same face where only its shape matters', () => {
    expect(ACCOUNTABILITY_FACE.path).toBe('accountability-cases');
    expect(ACCOUNTABILITY_FACE.numbering).toBe('WZ');
  });
});
