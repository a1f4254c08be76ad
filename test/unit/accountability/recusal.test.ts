import { describe, expect, it } from 'vitest';
import { relationsOf } from '../../../workflows/accountability/relations.ts';
import {
  caseIn,
  DECLINE,
  DEPUTY,
  DESK,
  DESK_2,
  DIRECTOR,
  ENTERPRISE,
  HEAD,
  INSPECT,
  OFFICER,
  OPENING,
  PARTY,
  person,
  post,
  PROPOSAL,
  STATEMENT_1,
  STATEMENT_2,
  Story,
  STRANGER,
  termsOf,
  unit,
} from './story.ts';

const AT = '2026-03-03T09:00';

function caseWith(people: readonly string[], posts: readonly string[]): Story {
  const story = new Story();
  story.open({ involved: { people: people.map(person), posts: posts.map(post) } });
  return story;
}

describe('recusal by post', () => {
  it('passes the desk over: another 经办人 of 安委办 drafts, and only silence brings 安委办主任', () => {
    const story = caseWith([], ['desk']);
    expect(story.state).toMatchObject({ step: { holder: 'desk-2' } });
    expect(story.send('ProposeReferral', PROPOSAL, DESK, AT)).toBe('Recused');
    story.sleepUntil('2026-03-10T00:00');
    expect(story.state).toMatchObject({ step: { holder: 'director' } });
    const heardLate = { now: '2026-03-10T09:00' };
    expect(story.send('ProposeReferral', PROPOSAL, DESK_2, '2026-03-09T17:00', heardLate)).toBe('done');
    expect(story.state).toMatchObject({ status: 'hearing', step: { holder: 'desk-2' } });
  });

  it('passes every involved 经办人 over: 安委办主任 drafts, and silence does not give the case back', () => {
    const story = caseWith([], ['desk', 'desk-2']);
    expect(story.state).toMatchObject({ step: { holder: 'director' } });
    for (const by of [DESK, DESK_2]) expect(story.send('ProposeReferral', PROPOSAL, by, AT)).toBe('Recused');
    story.sleepUntil('2026-03-10T00:00');
    expect(story.state).toMatchObject({ step: { holder: 'deputy' } });
    expect(story.send('ProposeReferral', PROPOSAL, DIRECTOR, '2026-03-10T09:00')).toBe('done');
  });

  it('has no other 经办人 where the case was opened before they were known', () => {
    const terms = termsOf();
    const { otherDesks, ...county } = terms.county;
    const story = new Story({ ...terms, county });
    story.open({ involved: { people: [], posts: [post('desk')] } });
    expect(otherDesks).toEqual(['desk-2']);
    expect(story.state).toMatchObject({ step: { holder: 'director' } });
  });

  it('leaves everything to 县委 when all are recused', () => {
    const story = caseWith([], ['desk', 'desk-2', 'director', 'head']);
    expect(story.state).toMatchObject({ step: { holder: 'party' } });
    for (const by of [DESK, DIRECTOR]) expect(story.send('ProposeReferral', PROPOSAL, by, AT)).toBe('Recused');
    expect(story.send('ProposeReferral', PROPOSAL, PARTY, AT)).toBe('done');
    story.sleepUntil('2026-03-11T00:00');
    expect(story.state).toMatchObject({ status: 'deciding', step: { holder: 'party' } });
    expect(story.send('DecideReferral', DECLINE, HEAD, '2026-03-11T09:00')).toBe('Recused');
    expect(story.send('DecideReferral', DECLINE, PARTY, '2026-03-11T09:00')).toBe('done');
  });

  it('moves the decision to 县委 when 安委会主任 is involved', () => {
    const story = caseWith([], ['head']);
    story.send('ProposeReferral', PROPOSAL, DESK, AT);
    story.send('SubmitStatement', STATEMENT_1, OFFICER, AT);
    story.send('SubmitStatement', STATEMENT_2, ENTERPRISE, AT);
    expect(story.state).toMatchObject({ step: { holder: 'party' } });
    expect(story.send('DecideReferral', DECLINE, HEAD, AT)).toBe('Recused');
  });

  it('never passes the post of 县委 over: it is the last resort', () => {
    const story = caseWith([], ['desk', 'desk-2', 'director', 'head', 'party']);
    expect(story.state).toMatchObject({ step: { holder: 'party' } });
    expect(story.send('ProposeReferral', PROPOSAL, PARTY, AT)).toBe('done');
  });

  it('recuses 安委办 when its own unit is a subject', () => {
    const story = new Story();
    const subject = { kind: 'unit', id: 'office', unit: unit('office'), post: null, ground: 'evasion' } as const;
    story.open({ subjects: [subject] });
    expect(story.state).toMatchObject({ step: { holder: 'party' } });
    expect(story.send('ProposeReferral', PROPOSAL, DESK, AT)).toBe('Recused');
  });

  it('recuses a post that is itself a subject', () => {
    const story = new Story();
    const subject = { kind: 'publicOfficial', id: 'p-9', unit: null, post: post('desk'), ground: 'inaction' } as const;
    story.open({ subjects: [subject] });
    expect(story.state).toMatchObject({ step: { holder: 'desk-2' } });
  });
});

describe('recusal by person', () => {
  it('follows the person into a post that is not involved', () => {
    const story = caseWith(['desk-p'], []);
    expect(story.send('ProposeReferral', PROPOSAL, DESK, AT)).toBe('Recused');
    expect(story.send('ProposeReferral', PROPOSAL, { ...DIRECTOR, person: person('desk-p') }, AT)).toBe('Recused');
    expect(story.send('ProposeReferral', PROPOSAL, { ...DIRECTOR, onBehalfOf: person('desk-p') }, AT)).toBe('Recused');
    expect(story.send('ProposeReferral', PROPOSAL, DIRECTOR, AT)).toBe('done');
  });

  it('keeps an involved person from deciding, in 县委’s seat too, and another person in that seat decides', () => {
    const story = caseWith(['head-p', 'party-p'], []);
    story.send('ProposeReferral', PROPOSAL, DESK, AT);
    story.sleepUntil('2026-03-11T00:00');
    for (const by of [HEAD, PARTY])
      expect(story.send('DecideReferral', DECLINE, by, '2026-03-11T09:00')).toBe('Recused');
    const acting = { ...PARTY, person: person('acting') };
    expect(story.send('DecideReferral', DECLINE, acting, '2026-03-11T09:00')).toBe('done');
  });

  it('keeps a subject from drafting though the post is not involved', () => {
    const story = new Story();
    story.open({ subjects: [{ kind: 'publicOfficial', id: 'desk-p', unit: null, post: null, ground: 'evasion' }] });
    expect(story.send('ProposeReferral', PROPOSAL, DESK, AT)).toBe('Recused');
  });

  it('lets those involved give evidence all the same', () => {
    const story = caseWith(['desk-p'], ['town-post']);
    const evidence = { bears: 'for', evidence: [`sha256:${'1'.repeat(64)}`] };
    expect(story.send('AddEvidence', evidence, DESK, AT)).toBe('done');
    expect(story.send('AddEvidence', evidence, { ...STRANGER, post: post('town-post') }, AT)).toBe('done');
  });
});

describe('relations', () => {
  it('say how everyone stands to a case', () => {
    const { state } = caseIn('deciding');
    expect(relationsOf(state, DESK)).toEqual(['keeper', 'overseer', 'reviser']);
    expect(relationsOf(state, HEAD)).toEqual(['decider', 'overseer', 'reviser']);
    expect(relationsOf(state, DEPUTY)).toEqual(['overseer', 'reviser']);
    expect(relationsOf(state, OFFICER)).toEqual(['subject', 'involved']);
    expect(relationsOf(state, ENTERPRISE)).toEqual(['subject', 'involved']);
    expect(relationsOf(state, INSPECT)).toEqual(['inspectorate', 'overseer', 'reviser']);
    expect(relationsOf(state, STRANGER)).toEqual([]);
    expect(OPENING.involved.people).toEqual(['officer-p']);
  });
});
