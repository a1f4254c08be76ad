import { describe, expect, it } from 'vitest';
import { bodyOfLetter } from '../../../workflows/accountability/documents.ts';
import { face } from '../../../workflows/accountability/face.ts';
import { ACCOUNTABILITY } from '../../../workflows/accountability/index.ts';
import { accept, caseIn, DESK, HAZARD, HEAD, REFER, sealed, SYSTEM_ACTOR, termsOf, type Story } from './story.ts';

const AT = '2026-03-03T12:00';
const LETTER = { key: 'draw:6:discipline', document: 'clueTransferLetter' };
const OTHER = { key: 'draw:6:enforcement', document: 'clueTransferLetter' };
const DRAWN = {
  ...LETTER,
  id: 'doc-1',
  number: '云安委办线索〔2026〕1号',
  hash: 'sha256:a',
  issued: { by: HEAD.person, at: '2026-03-03T12:00:00.000+08:00' },
};

const drawn = (story: Story) => story.effects.filter(({ type }) => type === 'Draw');
const tell = (story: Story, event: string, data: object, from = 'acc-1') =>
  story.send('Hear', { from, event, data }, SYSTEM_ACTOR, '2026-03-03T13:00');

/** A case whose referral was decided without a typed number. */
function referred(): Story {
  const story = caseIn('deciding');
  const { document: _document, ...unnumbered } = REFER;
  expect(story.send('DecideReferral', unnumbered, HEAD, AT)).toBe('done');
  return story;
}

describe('the letter of a referral', () => {
  it('is drawn up here when no number is typed, to every body its own, and each is followed', () => {
    const story = referred();
    const data = { number: 'WZ-2026-000001', round: 1 };
    expect(drawn(story)).toEqual([LETTER, OTHER].map((one) => ({ type: 'Draw', ...one, data })));
    const asked = { seq: 6, round: 1, drawn: null, lapsed: false };
    expect(story.state.papers).toMatchObject([LETTER, OTHER].map((one) => ({ ...one, ...asked })));
    expect(tell(story, 'DocumentDrawn', DRAWN)).toBe('done');
    expect(
      tell(story, 'DocumentIssued', {
        ...LETTER,
        id: 'doc-1',
        number: null,
        hash: 'sha256:b',
        by: null,
        at: AT + ':00+08:00',
        signers: [],
      }),
    ).toBe('done');
    expect(
      tell(story, 'DocumentServed', { ...LETTER, id: 'doc-1', way: 'direct', date: '2026-03-03', evidence: [] }),
    ).toBe('done');
    expect(story.state.papers).toMatchObject([
      {
        drawn: { number: DRAWN.number, hash: 'sha256:a' },
        issued: { by: null, hash: 'sha256:b' },
        served: { way: 'direct' },
      },
      { ...OTHER, drawn: null, issued: null, served: null },
    ]);
    expect(story.effects.at(-1)?.type).toBe('Draw');
  });

  it('goes to no body to which nobody is referred', () => {
    const story = caseIn('deciding');
    story.send('DecideReferral', { decision: 'refer', subjects: ['s2'], reason: REFER.reason }, HEAD, AT);
    expect(drawn(story)).toMatchObject([OTHER]);
    expect(bodyOfLetter(OTHER.key, [{ to: 'discipline' }, { to: 'enforcement' }])).toBe('enforcement');
    expect(bodyOfLetter('draw:6', [{ to: 'discipline' }])).toBeNull();
  });

  it('was made outside when its number is typed, and under rules 1', () => {
    for (const story of [caseIn('referred'), caseIn('referred', { ...termsOf(), rules: 1 })]) {
      expect(drawn(story)).toEqual([]);
      expect(story.state).not.toHaveProperty('papers');
    }
  });

  it('is shown to whoever sees the whole case, also once it has ended', () => {
    const story = referred();
    tell(story, 'DocumentDrawn', DRAWN);
    story.send('AnswerReferral', accept('discipline'), DESK, '2026-03-03T14:00');
    story.send('AnswerReferral', accept('enforcement'), DESK, '2026-03-03T14:00');
    for (const subject of ['s1', 's2'])
      story.send('RecordOutcome', { subject, document: '1', outcome: sealed('f') }, DESK, '2026-03-03T15:00');
    expect(story.state.status).toBe('concluded');
    expect(face.view(story.state, ['keeper'])['papers']).toMatchObject([
      { key: LETTER.key, title: '问题线索移送函（纪检监察机关）', number: DRAWN.number, state: 'issued' },
      { key: OTHER.key, title: '问题线索移送函（行政执法部门）', number: null, state: 'asked' },
    ]);
    expect(face.view(story.state, ['subject'])).not.toHaveProperty('papers');
  });

  it('is not what the hazard tells of', () => {
    const story = referred();
    expect(tell(story, 'DocumentDrawn', DRAWN, HAZARD)).toBe('done');
    expect(story.state).toMatchObject({
      heard: [{ event: 'DocumentDrawn' }],
      papers: [{ drawn: null }, { drawn: null }],
    });
    expect(tell(story, 'DocumentDrawn', { ...DRAWN, key: 'draw:1' })).toBe('NotLinked');
    expect(ACCOUNTABILITY.version).toBe(2);
  });
});
