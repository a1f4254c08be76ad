import { describe, expect, it } from 'vitest';
import { isEnded } from '../../../workflows/accountability/state.ts';
import {
  accept,
  caseIn,
  DECLINE,
  DESK,
  DIRECTOR,
  ENTERPRISE,
  HAZARD,
  HEAD,
  INSPECT,
  OFFICER,
  OPENING,
  PARTY,
  person,
  post,
  PROPOSAL,
  REFER,
  reject,
  sealed,
  STATEMENT_1,
  STATEMENT_2,
  Story,
  termsOf,
  STRANGER,
  SYSTEM_ACTOR,
  unit,
} from './story.ts';

const AT = '2026-03-04T09:00';
const EVIDENCE = [`sha256:${'1'.repeat(64)}`];

describe('OpenCase', () => {
  it('opens a case in drafting, held by 安委办 for five working days', () => {
    const story = new Story();
    expect(story.open()).toBe('done');
    expect(story.state).toMatchObject({
      status: 'drafting',
      step: { holder: 'desk', due: '2026-03-10T00:00:00.000+08:00', provisional: false },
      units: ['town-1', 'dept-1', 'ent-1'],
    });
    expect(story.state.subjects.map((s) => [s.key, s.post])).toEqual([
      ['s1', 'officer'],
      ['s2', null],
    ]);
    expect(story.told('caseOpened')).toEqual([['desk']]);
  });

  it('finds where a unit is reached from what the register says', () => {
    const story = new Story();
    const chain = { unit: unit('ent-1'), kind: 'enterprise', region: null, ranks: { 3: post('owner') } } as const;
    story.open({}, { known: { units: { [unit('ent-1')]: chain }, people: {} } });
    expect(story.state.subjects[1]?.post).toBe('owner');
  });

  it('lets the unit of an official who is named by person see the case', () => {
    const story = new Story();
    const people = { [person('zhang')]: { unit: unit('dept-7'), certified: false, role: 'department' } } as const;
    const subject = { kind: 'publicOfficial', id: 'zhang', unit: null, post: null, ground: 'evasion' } as const;
    story.open({ subjects: [subject] }, { known: { units: {}, people } });
    expect(story.state.units).toEqual(['town-1', 'dept-7']);
  });

  it('is shown to the units of those involved, to an enterprise only when it is a subject', () => {
    const story = new Story();
    const chain = { kind: 'enterprise', region: null, ranks: {} } as const;
    const units = {
      [unit('ent-1')]: { unit: unit('ent-1'), ...chain },
      [unit('ent-2')]: { unit: unit('ent-2'), ...chain },
    };
    story.open({ units: [unit('town-1'), unit('ent-2')] }, { known: { units, people: {} } });
    expect(story.state.units).toEqual(['town-1', 'dept-1', 'ent-1']);
  });

  it('is refused to people: only the issued rung of a hazard opens a case', () => {
    expect(new Story().open({}, { actor: DESK })).toBe('NotYours');
  });

  it('is refused a second time, without its terms, without a subject, and with a subject twice', () => {
    const story = new Story();
    story.open();
    expect(story.open()).toBe('AlreadyOpened');
    expect(new Story().send('OpenCase', OPENING, SYSTEM_ACTOR, AT)).toBe('NotOpened');
    expect(new Story().open({ subjects: [] })).toBe('SubjectMissing');
    expect(new Story().open({ subjects: [...OPENING.subjects, ...OPENING.subjects] })).toBe('SubjectTwice');
  });
});

describe('the straight way', () => {
  it('leads from the opening to the last outcome, and tells the hazard', () => {
    const story = caseIn('handling');
    expect(story.state.status).toBe('handling');
    expect(story.send('AnswerReferral', accept('enforcement'), DIRECTOR, AT)).toBe('done');
    const outcome = (subject: string): object => ({ subject, document: '纪〔2026〕3号', outcome: sealed('f') });
    expect(story.send('RecordOutcome', outcome('s1'), DESK, AT)).toBe('done');
    expect(story.state.status).toBe('handling');
    expect(story.send('RecordOutcome', outcome('s2'), DESK, '2026-04-01T09:00')).toBe('done');
    expect(story.state.status).toBe('concluded');
    expect(isEnded(story.state)).toBe(true);
    expect(story.effects.filter((e) => e.type === 'Tell').map((e) => [e.matterId, e.event])).toEqual([
      [HAZARD, 'CaseOpened'],
      [HAZARD, 'CaseConcluded'],
    ]);
  });

  it('keeps the text of an outcome out of history: the event holds its hash', () => {
    const story = caseIn('handling');
    story.send('RecordOutcome', { subject: 's1', document: '纪〔2026〕3号', outcome: sealed('f') }, DESK, AT);
    expect(story.events.at(-1)?.data).toEqual({ subject: 's1', document: '纪〔2026〕3号', outcome: sealed('f') });
  });

  it('hears nothing more once it has ended', () => {
    const story = caseIn('deciding');
    story.send('DecideReferral', DECLINE, HEAD, AT);
    expect(story.send('AddEvidence', { bears: 'for', note: sealed('1') }, DESK, AT)).toBe('NotHeardInStatus');
    expect(story.send('Wake', {}, SYSTEM_ACTOR, AT)).toBe('NotHeardInStatus');
  });

  it('hears nothing before it is opened, and no command that it does not know', () => {
    expect(new Story().send('AddEvidence', { bears: 'for', note: sealed('1') }, DESK, AT)).toBe('NotOpened');
    expect(caseIn('drafting').send('Punish', {}, HEAD, AT)).toBe('UnknownCommand');
  });
});

describe('AddEvidence', () => {
  it('takes evidence for and against alike, from the keeper, a subject, the involved and 督查室', () => {
    const story = caseIn('drafting');
    for (const by of [DESK, OFFICER, ENTERPRISE, INSPECT])
      expect(story.send('AddEvidence', { bears: 'for', subject: 's1', evidence: EVIDENCE }, by, AT)).toBe('done');
    story.send('AddEvidence', { bears: 'against', note: sealed('2') }, DESK, AT);
    expect(story.state.evidence.map((e) => [e.bears, e.subject])).toEqual([
      ['for', 's1'],
      ['for', 's1'],
      ['for', 's1'],
      ['for', 's1'],
      ['against', null],
    ]);
    expect(story.told('caseUpdated')).toHaveLength(3);
  });

  it('is refused to a stranger, for a subject that is none, empty, and once it is decided', () => {
    const story = caseIn('drafting');
    expect(story.send('AddEvidence', { bears: 'for', note: sealed('1') }, STRANGER, AT)).toBe('NotYours');
    expect(story.send('AddEvidence', { bears: 'for', subject: 's9', note: sealed('1') }, DESK, AT)).toBe(
      'UnknownSubject',
    );
    expect(story.send('AddEvidence', { bears: 'for' }, DESK, AT)).toBe('EvidenceMissing');
    expect(caseIn('referred').send('AddEvidence', { bears: 'for', note: sealed('1') }, DESK, AT)).toBe(
      'NotHeardInStatus',
    );
  });
});

describe('ProposeReferral', () => {
  it('ends the drafting, asks the subjects for their account, and gives them five working days', () => {
    const story = caseIn('hearing');
    expect(story.state).toMatchObject({
      status: 'hearing',
      step: { holder: 'desk', due: '2026-03-11T00:00:00.000+08:00' },
    });
    expect(story.told('statementAsked')).toEqual([['officer']]);
  });

  it('has whoever cannot be reached in the register served on paper by the keeper', () => {
    const [official] = OPENING.subjects;
    if (official === undefined) throw new Error('the opening names nobody');
    const reachable = new Story();
    reachable.open({ subjects: [official] });
    reachable.send('ProposeReferral', { ...PROPOSAL, items: [PROPOSAL.items[0]] }, DESK, AT);
    expect(reachable.told('statementToServe')).toEqual([]);
    const unreached = caseIn('hearing');
    expect(unreached.told('statementToServe')).toEqual([['desk']]);
    expect(unreached.effects.find((e) => e.type === 'Notify' && e.notice === 'statementToServe')).toMatchObject({
      data: { unreached: 's2' },
    });
  });

  it('refers officials and units to supervision, enterprises to enforcement or the courts, never the other way', () => {
    const [official, enterprise] = PROPOSAL.items;
    const story = caseIn('drafting');
    const propose = (...items: unknown[]): string => story.send('ProposeReferral', { ...PROPOSAL, items }, DESK, AT);
    expect(propose(official, { ...enterprise, to: 'discipline' })).toBe('BodyNotForSubject');
    expect(propose({ ...official, to: 'enforcement' }, enterprise)).toBe('BodyNotForSubject');
    expect(propose(official, { subject: 's2', action: 'refer', basis: '无' })).toBe('BodyNotForSubject');
    expect(propose(official, { ...enterprise, to: 'police' })).toBe('done');
  });

  it('needs exactly one word on every subject', () => {
    const [first, second] = PROPOSAL.items;
    const story = caseIn('drafting');
    const propose = (...items: unknown[]): string => story.send('ProposeReferral', { ...PROPOSAL, items }, DESK, AT);
    expect(propose(first)).toBe('ProposalIncomplete');
    expect(propose(first, first)).toBe('ProposalIncomplete');
    expect(propose(first, second, first)).toBe('ProposalIncomplete');
    expect(propose(first, { ...second, subject: 's9' })).toBe('UnknownSubject');
    expect(story.send('ProposeReferral', PROPOSAL, HEAD, AT)).toBe('NotYours');
    expect(propose(first, { ...second, subject: 'ent-1' })).toBe('done');
    expect(propose(first, second)).toBe('NotHeardInStatus');
  });
});

describe('SubmitStatement', () => {
  it('ends the hearing when the last subject has spoken', () => {
    const story = caseIn('hearing');
    expect(story.send('SubmitStatement', STATEMENT_1, OFFICER, AT)).toBe('done');
    expect(story.state.status).toBe('hearing');
    expect(story.send('SubmitStatement', STATEMENT_2, ENTERPRISE, AT)).toBe('done');
    expect(story.state).toMatchObject({
      status: 'deciding',
      step: { holder: 'head', due: '2026-03-12T00:00:00.000+08:00' },
    });
    expect(story.state.subjects.map((s) => s.silent)).toEqual([false, false]);
    expect(story.told('decisionAsked')).toEqual([['head']]);
  });

  it('is a subject’s own, once: not another’s, not a stranger’s, not before the proposal', () => {
    const story = caseIn('hearing');
    expect(story.send('SubmitStatement', STATEMENT_2, OFFICER, AT)).toBe('NotYours');
    expect(story.send('SubmitStatement', STATEMENT_1, STRANGER, AT)).toBe('NotYours');
    expect(story.send('SubmitStatement', { ...STATEMENT_1, subject: 's9' }, OFFICER, AT)).toBe('UnknownSubject');
    expect(story.send('SubmitStatement', STATEMENT_1, OFFICER, AT)).toBe('done');
    expect(story.send('SubmitStatement', STATEMENT_1, OFFICER, AT)).toBe('StatementAlreadyGiven');
    expect(caseIn('drafting').send('SubmitStatement', STATEMENT_1, OFFICER, AT)).toBe('NotHeardInStatus');
  });

  it('is entered by the office from paper only with the paper', () => {
    const story = caseIn('hearing');
    expect(story.send('SubmitStatement', STATEMENT_1, DESK, AT)).toBe('PaperStatementWithoutEvidence');
    expect(story.send('SubmitStatement', { ...STATEMENT_1, evidence: EVIDENCE }, DESK, AT)).toBe('done');
    expect(story.events.at(-1)?.data).toMatchObject({ onPaper: true, late: false });
  });

  it('is kept and marked when it comes after the deadline, and the subject stays noted as silent', () => {
    const story = caseIn('hearing');
    story.sleepUntil('2026-03-11T08:00');
    expect(story.send('SubmitStatement', STATEMENT_1, OFFICER, '2026-03-11T09:00')).toBe('done');
    expect(story.state.subjects[0]).toMatchObject({ silent: true, statement: { late: true } });
  });

  it('counts as in time when it was received in time, however late it is heard', () => {
    const story = caseIn('hearing');
    story.sleepUntil('2026-03-11T08:00');
    expect(story.state.subjects[0]?.silent).toBe(true);
    story.send('SubmitStatement', STATEMENT_1, OFFICER, '2026-03-10T17:00', { now: '2026-03-11T09:00' });
    expect(story.state.subjects[0]).toMatchObject({ silent: false, statement: { late: false } });
  });
});

describe('DecideReferral', () => {
  it('refers what was proposed, one lead for each body, and enters the decision in the leader’s ledger', () => {
    const story = caseIn('referred');
    expect(story.state).toMatchObject({
      status: 'referred',
      referrals: [
        { to: 'discipline', subjects: ['s1'] },
        { to: 'enforcement', subjects: ['s2'] },
      ],
      step: { holder: 'desk', due: '2026-03-18T00:00:00.000+08:00' },
    });
    expect(story.effects.filter((e) => e.type === 'RecordDuty').map((e) => e.post)).toEqual(['head']);
  });

  it('may refer some of those proposed only', () => {
    const story = caseIn('deciding');
    expect(story.send('DecideReferral', { ...REFER, subjects: ['s2', 'ent-1'] }, PARTY, AT)).toBe('done');
    expect(story.state).toMatchObject({ referrals: [{ to: 'enforcement', subjects: ['s2'] }] });
  });

  it('may decline, which ends the case and is told to the hazard', () => {
    const story = caseIn('deciding');
    expect(story.send('DecideReferral', DECLINE, HEAD, AT)).toBe('done');
    expect(story.state.status).toBe('declined');
    expect(story.told('caseDeclined')).toEqual([['desk', 'inspect', 'officer']]);
    expect(story.effects.filter((e) => e.type === 'Tell').at(-1)).toMatchObject({
      event: 'CaseDeclined',
      data: { case: 'acc-1', status: 'declined' },
    });
  });

  it('is refused under rules 1 without a document number, for an unknown subject, and for one that was not proposed', () => {
    const story = new Story({ ...termsOf(), rules: 1 });
    story.open();
    const items = [PROPOSAL.items[0], { subject: 's2', action: 'exempt', basis: '责任制规定第二十二条' }];
    story.send('ProposeReferral', { ...PROPOSAL, items }, DESK, '2026-03-03T09:00');
    story.send('SubmitStatement', STATEMENT_1, OFFICER, AT);
    story.send('SubmitStatement', STATEMENT_2, ENTERPRISE, AT);
    const { document, ...bare } = REFER;
    expect(document).toBe('安委函〔2026〕1号');
    expect(story.send('DecideReferral', bare, HEAD, AT)).toBe('ReferralNeedsDocument');
    expect(story.send('DecideReferral', { ...REFER, subjects: ['s9'] }, HEAD, AT)).toBe('UnknownSubject');
    expect(story.send('DecideReferral', { ...REFER, subjects: ['s2'] }, HEAD, AT)).toBe('NothingToRefer');
    expect(story.send('DecideReferral', REFER, DESK, AT)).toBe('NotYours');
    expect(story.send('DecideReferral', REFER, HEAD, AT)).toBe('done');
    expect(story.state).toMatchObject({ referrals: [{ to: 'discipline', subjects: ['s1'] }] });
  });

  it('cannot refer when nobody was proposed', () => {
    const story = caseIn('drafting');
    const items = ['s1', 's2'].map((subject) => ({ subject, action: 'exempt', basis: '责任制规定第二十二条' }));
    story.send('ProposeReferral', { ...PROPOSAL, items }, DESK, AT);
    story.send('SubmitStatement', STATEMENT_1, OFFICER, AT);
    story.send('SubmitStatement', STATEMENT_2, ENTERPRISE, AT);
    expect(story.send('DecideReferral', REFER, HEAD, AT)).toBe('NothingToRefer');
    expect(story.send('DecideReferral', DECLINE, HEAD, AT)).toBe('done');
  });

  it('is 县委’s alone where 党政同责', () => {
    const story = caseIn('drafting');
    story.send('ProposeReferral', { ...PROPOSAL, authority: 'party' }, DESK, AT);
    story.send('SubmitStatement', STATEMENT_1, OFFICER, AT);
    story.send('SubmitStatement', STATEMENT_2, ENTERPRISE, AT);
    expect(story.state).toMatchObject({ step: { holder: 'party' } });
    expect(story.send('DecideReferral', REFER, HEAD, AT)).toBe('NotYours');
    expect(story.send('DecideReferral', REFER, PARTY, AT)).toBe('done');
  });

  it('is never the proposer’s own', () => {
    const story = caseIn('deciding');
    expect(story.send('DecideReferral', REFER, { ...HEAD, person: DESK.person }, AT)).toBe('DeciderIsProposer');
    const head = { unit: HEAD.unit, role: HEAD.role, certified: false, standsInFor: [DESK.person] };
    const known = { units: {}, people: { [HEAD.person]: head } };
    expect(story.send('DecideReferral', REFER, HEAD, AT, { known })).toBe('DeciderIsProposer');
  });
});

describe('AnswerReferral and RecordOutcome', () => {
  it('return the case when every body has refused', () => {
    const story = caseIn('referred');
    expect(story.send('AnswerReferral', reject('discipline'), DESK, AT)).toBe('done');
    expect(story.state.status).toBe('referred');
    expect(story.send('AnswerReferral', { ...reject('enforcement'), reason: sealed('9') }, DESK, AT)).toBe('done');
    expect(story.state.status).toBe('returned');
    expect(story.effects.filter((e) => e.type === 'Tell').at(-1)).toMatchObject({ event: 'CaseReturned' });
  });

  it('conclude the case when one body has given its outcome and the other has refused', () => {
    const story = caseIn('handling');
    story.send('RecordOutcome', { subject: 's1', document: '纪1', outcome: sealed('f') }, DESK, AT);
    expect(story.state.status).toBe('handling');
    story.send('AnswerReferral', reject('enforcement'), DESK, AT);
    expect(story.state.status).toBe('concluded');
  });

  it('leave the running ask alone when a second body accepts', () => {
    const story = caseIn('handling');
    const before = story.state;
    story.send('AnswerReferral', accept('enforcement'), DESK, AT);
    expect(story.state).toMatchObject({ step: 'step' in before ? before.step : null });
  });

  it('are refused where nothing was referred, a second time, and before an acceptance', () => {
    const story = caseIn('referred');
    const outcome = { subject: 's2', document: '罚1', outcome: sealed('f') };
    expect(story.send('AnswerReferral', accept('police'), DESK, AT)).toBe('NotReferredThere');
    expect(story.send('AnswerReferral', accept('discipline'), STRANGER, AT)).toBe('NotYours');
    expect(story.send('RecordOutcome', outcome, DESK, AT)).toBe('NotHeardInStatus');
    expect(story.send('AnswerReferral', accept('discipline'), DESK, AT)).toBe('done');
    expect(story.send('AnswerReferral', reject('discipline'), DESK, AT)).toBe('ReferralAlreadyAnswered');
    expect(story.send('RecordOutcome', outcome, DESK, AT)).toBe('ReferralNotAccepted');
    expect(story.send('RecordOutcome', { ...outcome, subject: 's9' }, DESK, AT)).toBe('UnknownSubject');
    expect(story.send('RecordOutcome', { ...outcome, subject: 's1' }, DESK, AT)).toBe('done');
    expect(story.send('RecordOutcome', { ...outcome, subject: 's1' }, DESK, AT)).toBe('OutcomeAlreadyRecorded');
  });
});

describe('Hear', () => {
  it('notes what the hazard tells, and refuses what another matter tells', () => {
    const story = caseIn('drafting');
    expect(story.send('Hear', { from: HAZARD, event: 'HazardClosed', data: {} }, SYSTEM_ACTOR, AT)).toBe('done');
    expect(story.state.heard.map((h) => h.event)).toEqual(['HazardClosed']);
    expect(story.send('Hear', { from: 'haz-2', event: 'HazardClosed', data: {} }, SYSTEM_ACTOR, AT)).toBe('NotLinked');
    expect(story.send('Hear', { from: HAZARD, event: 'HazardClosed', data: {} }, DESK, AT)).toBe('NotYours');
  });
});
