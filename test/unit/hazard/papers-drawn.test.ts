import { describe, expect, it } from 'vitest';
import { HAZARD_FACE as face } from '../../../workflows/hazard/face.ts';
import { PAPER_WORDS } from '../../../workflows/kernel/paper-words.ts';
import { DOCUMENTS, PAPER_RULES } from '../../../workflows/kernel/papers.ts';
import { BODY, driven, drivenMajor, people } from '../../support/hazard-bodies.ts';
import { drivenByPaper, finished, told } from '../../support/hazard-papers.ts';
import { code, day, KNOWN, ROW, story, termsOf, time, unit, who, type Story } from '../../support/hazard-story.ts';
import { closingMajor } from '../../support/listed-hazards.ts';

const E = ['sha256:e'];
const WHY = { reason: '理由', evidence: E };
const OLDER = { terms: { ...termsOf('standard'), rules: 3 } };
const ON_THE_SPOT = {
  rectifiedBy: people('ent-jb'),
  officers: people('yj-jb', 'yj-jb2'),
  items: BODY.submit.items,
  opinion: '合格',
  signature: { signed: true },
} as const;

/** What a life asked to be drawn, by its keys. */
function drawn(life: Story): readonly string[] {
  return life
    .entries()
    .flatMap(({ effects }) =>
      effects.flatMap((effect) => (effect.type === 'Draw' ? [`${effect.document} ${effect.key}`] : [])),
    );
}
const documents = (life: Story): readonly string[] => drawn(life).map((one) => one.split(' ')[0] ?? '');
const papers = (life: Story): readonly string[] => (life.state().papers ?? []).map(({ document }) => document);

describe('which papers are drawn', () => {
  it('with typed numbers only those that are drawn up here all the same', () => {
    expect(documents(driven('closed'))).toEqual(['closeoutApproval', 'caseFile']);
    expect(papers(driven('closed'))).toEqual(['closeoutApproval', 'caseFile']);
  });

  it('under rules 3 as ever, and none is followed', () => {
    const life = driven('closed', OLDER);
    expect(documents(life)).toEqual(['rectifyOrder', 'recheckOpinion', 'closeoutApproval']);
    expect(life.state()).not.toHaveProperty('papers');
  });

  it('by hand served gives a receipt', () => {
    const life = driven('assigned', {}, { assign: { service: undefined as never } });
    life.say('yj-jb', 'RecordService', { way: 'direct', date: day('2026-03-04'), evidence: E }, '2026-03-04 09:00');
    expect(documents(life)).toEqual(['serviceReceipt']);
  });

  it('of an inspection its record, with its times as every instant is written', () => {
    const life = driven('reported');
    const inspection = {
      place: '一车间',
      from: '2026-03-02T01:10:00Z' as ReturnType<typeof time>,
      to: '2026-03-02T09:50:00+08:00' as ReturnType<typeof time>,
      officers: people('yj-jb', 'yj-jb2'),
      contact: 'sealed:1',
    };
    life.say('yj-jb', 'Verify', { ...BODY.verify, inspection }, '2026-03-02 10:00');
    expect(papers(life)).toEqual(['inspectionRecord']);
    const times = { from: time('2026-03-02 09:10'), to: time('2026-03-02 09:50') };
    expect(life.events().at(-1)?.data).toMatchObject({ inspection: { ...inspection, ...times } });
    expect(documents(driven('registered'))).toEqual([]);
  });

  it('on the spot its record and then the case file', () => {
    const life = driven('registered');
    life.say('yj-jb', 'RectifyOnTheSpot', ON_THE_SPOT, '2026-03-02 14:00');
    expect(documents(life)).toEqual(['onTheSpotRecord', 'caseFile']);
  });

  it('of plans their opinion, of more time the form', () => {
    expect(documents(drivenMajor('rectifying'))).toContain('planOpinion');
    const rejected = drivenMajor('review');
    rejected.say('yj-fg', 'DecidePlan', { decision: 'reject', reason: '不落实' }, '2026-03-05 09:00');
    expect(documents(rejected).at(-1)).toBe('planOpinion');
    for (const decision of ['grant', 'refuse'] as const) {
      const life = driven('rectifying');
      const more = { amount: 5, reason: 'forceMajeure', explanation: '暴雨', evidence: E } as const;
      life.say('ent-jb', 'RequestExtension', more, '2026-03-16 09:00');
      const decider = life.state().extensions[0]?.decider.post ?? 'yj-fg';
      life.say(decider, 'DecideExtension', { decision, reason: '理由' }, '2026-03-16 10:00');
      expect(documents(life).at(-1)).toBe('extensionForm');
    }
  });

  it('of silence the letters of the ladder, drafts being none that is followed', () => {
    const life = driven('rectifying');
    life.pass('2026-03-24 12:00');
    expect(documents(life)).toEqual(expect.arrayContaining(['warnNotice', 'urgeNotice', 'superviseDraft']));
    expect(new Set(papers(life))).toEqual(new Set(['warnNotice', 'urgeNotice']));
    life.say(
      'awb-zr',
      'DecideRung',
      { rung: 'supervise', clock: 'T', decision: 'issue', document: '督1' },
      '2026-03-24 13:00',
    );
    expect(papers(life)).not.toContain('superviseLetter');
  });

  it('of a listing on 安委办’s own list a letter that needs no service, of a public one its letter and its notice', () => {
    const life = driven('rectifying');
    life.pass('2026-04-03 09:00');
    const by = life.state().proposals.find(({ rung }) => rung === 'list')?.confirmers[0] ?? 'awb-zr';
    expect(code(life.say(by, 'DecideRung', { rung: 'list', clock: 'T', decision: 'issue' }, '2026-04-03 10:00'))).toBe(
      'done',
    );
    expect(papers(life)).toContain('focusLetter');
    expect(PAPER_RULES.focusLetter).toMatchObject({ mode: 'act', needsService: false });
    expect(papers(life)).not.toContain('listLetter');
    expect(papers(closingMajor({}, 'drawn'))).toEqual(expect.arrayContaining(['listLetter', 'listingNotice']));
    expect(papers(closingMajor())).not.toContain('listLetter');
  });

  it('of a talk its minutes, of other answers nothing', () => {
    const life = driven('rectifying');
    life.pass('2026-05-15 09:00');
    for (const { rung, clock, confirmers, at } of life.state().proposals)
      life.say(confirmers[at] ?? 'awb-zr', 'DecideRung', { rung, clock, decision: 'issue' }, '2026-05-15 10:00');
    expect(papers(life)).toEqual(expect.arrayContaining(['superviseLetter', 'talkLetter', 'circulateLetter']));
    const answer = { clock: 'T', text: '已落实', evidence: E } as const;
    life.say('yj-jb', 'ReplyToSupervision', { ...answer, rung: 'supervise' }, '2026-05-15 11:00');
    expect(papers(life)).not.toContain('talkMinutes');
    expect(code(life.say('yj-jb', 'ReplyToSupervision', { ...answer, rung: 'talk' }, '2026-05-15 11:00'))).toBe('done');
    expect(papers(life).at(-1)).toBe('talkMinutes');
  });

  it('of what an import missed only the one proposal', () => {
    const life = story();
    life.say('system', 'Import', ROW, '2026-03-02 09:00');
    expect(documents(life).every((document) => document.endsWith('Draft'))).toBe(true);
    expect(life.state()).not.toHaveProperty('papers');
  });
});

describe('who puts it right on the spot', () => {
  const asked = (by: string, life = driven('registered'), known = KNOWN) =>
    code(
      life.say(
        'yj-jb',
        'RectifyOnTheSpot',
        { ...ON_THE_SPOT, rectifiedBy: people(by) },
        '2026-03-02 14:00',
        undefined,
        known,
      ),
    );

  it('may have another post as well', () => {
    const posts = [{ post: who('ent-jb').post, unit: unit('ent') }];
    const both = {
      ...KNOWN,
      people: {
        ...KNOWN.people,
        [who('mill-jb').person]: { unit: unit('mill'), role: 'enterprise', certified: false, posts } as const,
      },
    };
    expect(asked('mill-jb', driven('registered'), both)).toBe('done');
  });

  it('is anybody where nobody of the unit is registered, or no unit is known, and under older rules', () => {
    const chain = { unit: unit('ent'), kind: 'enterprise', region: unit('town'), ranks: {} } as const;
    const empty = driven('registered', { known: { ...KNOWN, units: { ...KNOWN.units, [unit('ent')]: chain } } });
    expect(asked('mill-jb', empty)).toBe('done');
    expect(asked('mill-jb', driven('registered', {}, { report: { subject: undefined as never } }))).toBe('done');
    expect(asked('mill-jb', driven('registered', OLDER))).toBe('done');
  });
});

describe('the papers of a hazard', () => {
  const shown = (life: Story, ...relations: string[]) =>
    (face.view(life.state(), relations)['papers'] as { document: string; state: string }[]).map(
      ({ document, state }) => `${document} ${state}`,
    );

  it('are shown with how far they have come, and those made outside by their typed number', () => {
    const life = drivenByPaper('assigned');
    const states = ['asked', 'drawn', 'issued', 'served'].map((state) => {
      const now = shown(life, 'supervisor');
      if (state !== 'served') told(life, 'rectifyOrder', '2026-03-03 09:10');
      return now[0];
    });
    expect(states).toEqual(['asked', 'drawn', 'issued', 'served'].map((state) => `rectifyOrder ${state}`));
    expect(face.view(driven('assigned').state(), ['supervisor'])['papers']).toEqual([
      {
        key: null,
        document: 'rectifyOrder',
        title: '责令限期整改指令书',
        number: BODY.assign.order.number,
        state: 'outside',
        stateLabel: '系统外文书',
      },
    ]);
    expect(shown(closingMajor(), 'supervisor')).toContain('listLetter outside');
    life.say('awb-zr', 'Abolish', { decisionNumber: '政关〔2026〕1号', ...WHY }, '2026-03-04 09:00');
    expect(shown(life, 'supervisor')).toEqual(expect.arrayContaining(['rectifyOrder served', 'serviceReceipt asked']));
  });

  it('are seen by parties once they are issued, if they are theirs', () => {
    const life = drivenByPaper('assigned');
    expect(shown(life, 'rectifier')).toEqual([]);
    finished(life, 'rectifyOrder', '2026-03-03');
    expect(shown(life, 'rectifier')).toEqual(['rectifyOrder served']);
    const closed = drivenByPaper('closed');
    told(closed, 'caseFile', '2026-03-05 16:00');
    expect(shown(closed, 'rectifier')).toEqual(['rectifyOrder served', 'recheckOpinion served']);
    expect(shown(closed, 'supervisor')).toContain('caseFile issued');
  });

  it('have words, all of them', () => {
    expect(Object.keys(PAPER_WORDS).sort()).toEqual([...DOCUMENTS].sort());
    expect(face.codes?.['document']).toBe(PAPER_WORDS);
  });
});
