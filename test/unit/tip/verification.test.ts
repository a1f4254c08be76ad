import { describe, expect, it } from 'vitest';
import type { About } from '../../../workflows/tip/state.ts';
import {
  CHIEF,
  CONCEALED,
  DEPUTY,
  DESK,
  FINDING,
  KNOWN,
  OFFICER,
  person,
  Story,
  TIP_ID,
  TIP_MATTER,
  TRUE,
  tipIn,
  unit,
  verified,
} from './story.ts';

const AT = '2026-03-03T10:00';

function verify(body: object, about: About = 'hazard', by = OFFICER, known = KNOWN): [string, Story] {
  const story = tipIn('verifying', about);
  return [story.send('VerifyTip', body, by, AT, { known }), story];
}

describe('verifying a tip of a hazard', () => {
  it('that is true opens the hazard once, in the officers’ words and with no more of the tip than its ids', () => {
    const [code, story] = verify({ ...TRUE, result: 'partly', finding: FINDING });
    expect(code).toBe('done');
    expect(story.state).toMatchObject({ status: 'handling', verification: { result: 'partly' } });
    expect(story.state.verifiers).toEqual(['officer-p', 'officer-2']);
    const opened = story.effects.filter((effect) => effect.type === 'Open');
    const report = { ...FINDING, source: 'inspection', subject: 'ent-1', sector: '工贸', lead: 'bureau' };
    expect(opened).toEqual([
      { type: 'Open', key: 'hazard', kind: 'hazard', input: { report: { ...report, tipId: TIP_ID, tip: TIP_MATTER } } },
    ]);
    expect(JSON.stringify(opened)).not.toContain('sealed:');
    expect(story.notified('TipVerified')).toEqual([['desk']]);
  });

  it('goes on with the answer that was due', () => {
    const [, story] = verify({ ...TRUE, finding: FINDING });
    expect(story.state.step).toMatchObject({ holder: 'officer', period: 'answer', due: story.state.answerDue });
  });

  it('counts whoever entered it, and whom they stand in for, as one who verified', () => {
    const people = { ...KNOWN.people, [CHIEF.person]: { ...KNOWN.people[CHIEF.person], standsInFor: ['absent'] } };
    const known = { ...KNOWN, people } as unknown as typeof KNOWN;
    const [, story] = verify({ ...TRUE, finding: FINDING }, 'hazard', { ...CHIEF, onBehalfOf: person('other') }, known);
    expect(story.state.verifiers).toEqual(['officer-p', 'officer-2', 'chief-p', 'absent', 'other']);
  });

  it('takes what the officers know better: subject, sector, who supervises', () => {
    const finding = { ...FINDING, subject: 'ent-2', sector: '消防', lead: 'town-1' };
    const [, story] = verify({ ...TRUE, finding });
    expect(story.state.subject).toBe('ent-2');
    const [open] = story.effects.filter((effect) => effect.type === 'Open');
    expect(open?.input['report']).toMatchObject({ subject: 'ent-2', sector: '消防', lead: 'town-1' });
  });

  it('leaves the supervisor open where the township of another place verified', () => {
    const lead = (by: string): unknown => {
      const story = new Story();
      story.open({
        about: 'hazard',
        subject: undefined,
        sector: undefined,
        region: by.startsWith('town') ? by : 'town-1',
      });
      story.send('AcceptTip', { unit: by }, DESK, '2026-03-03T09:00');
      expect(story.send('VerifyTip', { ...TRUE, finding: FINDING }, DEPUTY, AT)).toBe('NotYours');
      const officer = { ...OFFICER, unit: unit(by) };
      expect(story.send('VerifyTip', { ...TRUE, finding: FINDING }, officer, AT)).toBe('done');
      const [open] = story.effects.filter((effect) => effect.type === 'Open');
      const report = open?.input['report'] as Record<string, unknown>;
      expect(Object.keys(report)).not.toContain('sector');
      expect(Object.keys(report)).not.toContain('subject');
      return report['lead'];
    };
    expect(lead('town-1')).toBe('town-1');
    expect(lead('town-9')).toBeUndefined();
    expect(lead('office')).toBe('office');
  });

  it('that is not true, or that nobody can tell, opens nothing and is to be answered', () => {
    for (const result of ['false', 'cannot']) {
      const [code, story] = verify({ ...TRUE, result });
      expect([code, story.state.status]).toEqual(['done', 'verified']);
      expect(story.effects.filter((effect) => effect.type === 'Open')).toEqual([]);
    }
  });
});

describe('verifying a tip of what is no hazard', () => {
  it('needs no finding, and may have one', () => {
    expect(verify(TRUE, 'violation')[1].state.status).toBe('verified');
    expect(verify({ ...TRUE, finding: FINDING }, 'violation')[1].state.status).toBe('handling');
  });

  it('says of a concealed accident how many died of which', () => {
    const [code, story] = verify(verified('concealedAccident'), 'concealedAccident');
    expect([code, story.state.verification?.concealed]).toEqual(['done', CONCEALED]);
  });
});

describe('a verification is refused', () => {
  const found = (change: object): object => ({ ...TRUE, finding: { ...FINDING, ...change } });

  it.each<[string, object, About]>([
    ['UnknownPerson', { ...TRUE, officers: ['officer-p', 'nobody'] }, 'violation'],
    ['OfficersTooFew', { ...TRUE, officers: ['officer-p'] }, 'violation'],
    ['OfficersTooFew', { ...TRUE, officers: ['officer-p', 'officer-p'] }, 'violation'],
    ['OfficerOfSubject', { ...TRUE, officers: ['officer-p', 'owner-p'] }, 'violation'],
    ['OfficerOfSubject', { ...found({ subject: 'ent-2' }), officers: ['officer-p', 'other-owner'] }, 'hazard'],
    ['OfficerNotOfAuthority', { ...TRUE, officers: ['officer-p', 'other-owner'] }, 'violation'],
    ['EvidenceMissing', { ...TRUE, evidence: [] }, 'violation'],
    ['FindingMissing', TRUE, 'hazard'],
    ['FindingMissing', { ...TRUE, result: 'partly' }, 'hazard'],
    ['FindingNotTrue', { ...TRUE, result: 'false', finding: FINDING }, 'hazard'],
    ['ConcealedMissing', TRUE, 'concealedAccident'],
    ['ConcealedElsewhere', { ...TRUE, concealed: CONCEALED }, 'violation'],
    ['ConcealedElsewhere', { ...TRUE, result: 'cannot', concealed: CONCEALED }, 'concealedAccident'],
    ['UnknownUnit', found({ lead: 'nowhere' }), 'hazard'],
    ['UnknownUnit', found({ region: 'nowhere' }), 'hazard'],
    ['UnknownUnit', found({ subject: 'nowhere' }), 'hazard'],
    ['NotATownship', found({ region: 'ent-2' }), 'hazard'],
    ['NotATownship', found({ region: 'village' }), 'hazard'],
    ['NoJurisdiction', found({ lead: 'ent-2' }), 'hazard'],
    ['NoJurisdiction', found({ lead: 'town-9' }), 'hazard'],
    ['NoJurisdiction', found({ lead: 'ent-1' }), 'hazard'],
    ['ItemsMissing', found({ items: [] }), 'hazard'],
    ['FoundInFuture', found({ foundOn: '2026-03-04' }), 'hazard'],
  ])('with %s, %#', (code, body, about) => {
    const [answer, story] = verify(body, about);
    expect([answer, story.state.status]).toEqual([code, 'verifying']);
  });

  it('with ActorOfSubject and UnitIsSubject where it turns out that the verifying unit itself is concerned', () => {
    const others = { officers: ['expert', 'officer-p'] };
    const [code] = verify({ ...found({ subject: 'bureau' }), ...others });
    expect(code).toBe('OfficerOfSubject');
    const elsewhere = { ...KNOWN.people, [person('officer-p')]: { unit: unit('x'), certified: true, role: 'expert' } };
    const known = { ...KNOWN, people: elsewhere } as typeof KNOWN;
    expect(verify({ ...found({ subject: 'bureau' }), ...others }, 'hazard', OFFICER, known)[0]).toBe('ActorOfSubject');
    const story = tipIn('verifying', 'hazard');
    story.sleepUntil('2026-06-01T00:00');
    expect(story.holder).toBe('deputy');
    const body = { ...found({ subject: 'bureau' }), ...others };
    expect(story.send('VerifyTip', body, DEPUTY, '2026-06-01T09:00', { known })).toBe('UnitIsSubject');
  });

  it('with NotYours from anyone else', () => {
    expect(verify(TRUE, 'violation', DESK)[0]).toBe('NotYours');
    expect(verify(TRUE, 'violation', { ...OFFICER, unit: unit('ent-1') })[0]).toBe('NotYours');
  });
});
