import { describe, expect, it } from 'vitest';
import { BODY, driven } from '../../support/hazard-bodies.ts';
import { BY_PAPER, drivenByPaper, finished, nextTelling, paperOf, told } from '../../support/hazard-papers.ts';
import { code, day, KNOWN, matter, termsOf, time, unit, who, type Story } from '../../support/hazard-story.ts';
import { closingMajor } from '../../support/listed-hazards.ts';

const E = ['sha256:e'];
const WHY = { reason: '理由', evidence: E };
const OLDER = { terms: { ...termsOf('standard'), rules: 3 } };

/** What a life asked to be drawn, by its keys. */
function drawn(life: Story): readonly string[] {
  return life
    .entries()
    .flatMap(({ effects }) =>
      effects.flatMap((effect) => (effect.type === 'Draw' ? [`${effect.document} ${effect.key}`] : [])),
    );
}
const types = (life: Story, last: number): readonly string[] => life.types().slice(-last);

describe('a life without typed numbers', () => {
  it('draws its papers up here, and they are followed in its state', () => {
    const life = drivenByPaper('closed');
    expect(drawn(life)).toEqual([
      'rectifyOrder draw:4',
      'serviceReceipt draw:8',
      'recheckOpinion draw:12',
      'serviceReceipt draw:15',
      'closeoutApproval draw:16',
      'caseFile draw:16:caseFile',
    ]);
    expect(life.state().papers).toMatchObject([
      { key: 'draw:4', document: 'rectifyOrder', seq: 4, round: 1, lapsed: false, issued: { by: who('yj-fg').person } },
      { document: 'serviceReceipt', drawn: null, issued: null, served: null },
      { document: 'recheckOpinion', served: { way: 'direct', date: '2026-03-05', at: time('2026-03-05 09:30') } },
      { document: 'serviceReceipt' },
      { document: 'closeoutApproval' },
      { key: 'draw:16:caseFile', document: 'caseFile', seq: 16 },
    ]);
    expect(life.state().papers?.[0]?.drawn).toEqual({
      number: '（云岭）〔2026〕4号',
      hash: 'sha256:drawn-draw:4',
      at: time('2026-03-03 09:10'),
    });
  });

  it('keeps numbers out of the events that ask for the papers', () => {
    const life = drivenByPaper('closing');
    expect(life.state().assignment?.order?.number).toBeNull();
    const rechecked = life.events().find(({ type }) => type === 'RecheckPassed');
    expect(rechecked?.data).toMatchObject({ opinionNumber: null });
  });

  it('is closed once every paper has been issued and served', () => {
    const life = drivenByPaper('closing');
    finished(life, 'recheckOpinion', '2026-03-05');
    expect(code(life.say('yj-fg', 'DecideCloseout', BODY.approve, '2026-03-05 15:00'))).toBe('done');
  });

  it('may be refused its closeout before', () => {
    const refuse = { decision: 'refuse', reason: '材料不齐' } as const;
    expect(code(drivenByPaper('closing').say('yj-fg', 'DecideCloseout', refuse, '2026-03-05 15:00'))).toBe('done');
  });

  it('of a public listing waits for its letter, which is born issued', () => {
    const life = closingMajor({}, 'drawn');
    told(life, 'listLetter', '2026-03-09 10:00');
    expect(paperOf(life, 'listLetter').issued).toMatchObject({ hash: paperOf(life, 'listLetter').drawn?.hash });
    told(life, 'listLetter', '2026-03-09 11:00');
    expect(code(life.say('awb-zr', 'DecideCloseout', BODY.approve, '2026-03-10 09:00'))).toBe('done');
  });
});

describe('a paper of the running order', () => {
  it('that is served fixes T as a service by hand does', () => {
    const byHand = driven('assigned', {}, { assign: { service: undefined as never } });
    byHand.say(
      'yj-jb',
      'RecordService',
      { way: 'direct', date: day('2026-03-05'), evidence: ['sha256:s'] },
      '2026-03-05 09:30',
    );
    const life = finished(drivenByPaper('assigned'), 'rectifyOrder', '2026-03-05');
    expect(types(life, 2)).toEqual(['DocumentServed', 'ServiceRecorded']);
    expect(life.state().dueDates.at(-1)).toEqual({ ...byHand.state().dueDates.at(-1), setBy: 'system' });
    expect(life.state().assignment).toMatchObject({
      base: time('2026-03-05 09:30'),
      service: { way: 'direct', evidence: ['sha256:s'] },
    });
  });

  it('that is served after T ran out provisionally lets the work go on, and nothing counts as before a lapse', () => {
    const life = drivenByPaper('assigned');
    life.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
    life.pass('2026-03-30 00:00');
    expect(life.state().status).toBe('rechecking');
    finished(life, 'rectifyOrder', '2026-03-30');
    expect(life.state()).toMatchObject({ status: 'rectifying', lapses: [] });
    expect(life.types()).toContain('RungWithdrawn');
  });

  it('that is served twice is served once', () => {
    const life = finished(drivenByPaper('assigned'), 'rectifyOrder', '2026-03-03');
    const { key, document } = paperOf(life, 'rectifyOrder');
    const again = { key, document, id: 'doc-4', way: 'post', date: day('2026-03-04'), evidence: [] };
    life.say('system', 'Hear', { from: life.state().id, event: 'DocumentServed', data: again }, '2026-03-04 09:00');
    expect(types(life, 2)).toEqual(['ServiceRecorded', 'DocumentServed']);
    expect(paperOf(life, 'rectifyOrder').served?.way).toBe('post');
  });

  it('is drawn anew for another unit, and the one that was not issued lapses', () => {
    const life = drivenByPaper('assigned');
    told(life, 'rectifyOrder', '2026-03-03 09:10');
    life.say(
      'awb-jb',
      'Reassign',
      { part: 'rectifier', unit: unit('mill'), reason: '转租' },
      '2026-03-03 09:30',
      undefined,
      {
        ...KNOWN,
        units: {
          ...KNOWN.units,
          [unit('mill')]: {
            unit: unit('mill'),
            kind: 'enterprise',
            region: unit('town'),
            ranks: { 1: who('mill-jb').post },
          },
        },
      },
    );
    expect(life.state().papers?.map(({ document, lapsed }) => [document, lapsed])).toEqual([
      ['rectifyOrder', true],
      ['notice', false],
    ]);
    // What is told of the old one is kept, and serves nobody.
    const [old] = life.state().papers ?? [];
    if (old === undefined) throw new Error('nothing was asked for');
    const served = {
      key: old.key,
      document: old.document,
      id: 'doc-4',
      way: 'direct',
      date: day('2026-03-03'),
      evidence: [],
    };
    life.say('system', 'Hear', { from: life.state().id, event: 'DocumentServed', data: served }, '2026-03-03 09:40');
    expect(life.state().assignment?.service).toBeNull();
    finished(life, 'notice', '2026-03-04');
    expect(life.state().assignment?.service).toMatchObject({ date: '2026-03-04' });
  });

  it('is drawn anew when an adjudication names another unit; an issued one does not lapse', () => {
    const life = drivenByPaper('assigned');
    told(life, 'rectifyOrder', '2026-03-03 09:10');
    told(life, 'rectifyOrder', '2026-03-03 09:20');
    life.say('ent-jb', 'ReturnAssignment', WHY, '2026-03-03 10:00');
    life.say('awb-jb', 'Adjudicate', { decision: 'other', unit: unit('town'), reason: '理由' }, '2026-03-04 09:00');
    expect(life.state().papers?.map(({ lapsed }) => lapsed)).toEqual([false, false]);
    expect(paperOf(life, 'assignmentSlip').issued).toBeNull();
  });
});

describe('an order that was made outside and never served', () => {
  it('held up nothing under rules 3', () => {
    const life = driven('rechecking', OLDER, { assign: { service: undefined as never } });
    expect(code(life.say('yj-jb', 'Recheck', BODY.pass, '2026-03-05 09:00'))).toBe('done');
  });
});

describe('papers that are overtaken', () => {
  it('lapse when the same round is rechecked again, and wait for nobody', () => {
    const life = drivenByPaper('closing');
    life.say('yj-fg', 'DecideCloseout', { decision: 'refuse', reason: '材料不齐' }, '2026-03-05 15:00');
    life.say('yj-jb', 'Recheck', BODY.pass, '2026-03-06 09:00');
    expect(paperOf(life, 'recheckOpinion')).toMatchObject({ lapsed: true, issued: null });
    expect(code(life.say('yj-fg', 'DecideCloseout', BODY.approve, '2026-03-06 15:00'))).toBe('done');
  });

  it('do not lapse with another round, nor hold it up', () => {
    const life = drivenByPaper('rechecking');
    life.say('yj-jb', 'Recheck', BY_PAPER.fail, '2026-03-05 09:00');
    life.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-06 09:00');
    life.say('yj-jb', 'Recheck', BODY.pass, '2026-03-09 09:00');
    expect(paperOf(life, 'recheckOpinion')).toMatchObject({ round: 1, lapsed: false });
    expect(code(life.say('yj-fg', 'DecideCloseout', BODY.approve, '2026-03-09 15:00'))).toBe('done');
  });

  it('lapse when the enterprise is closed down', () => {
    const life = drivenByPaper('assigned');
    life.say('awb-zr', 'Abolish', { decisionNumber: '政关〔2026〕1号', ...WHY }, '2026-03-04 09:00');
    expect(life.state().papers).toMatchObject([{ document: 'rectifyOrder', lapsed: true }]);
  });
});

describe('what is told of a paper', () => {
  it.each([
    ['of another matter', { from: matter('haz-2') }],
    ['of an unknown key', { data: { key: 'draw:99', document: 'rectifyOrder', hash: 'sha256:a' } }],
    ['of a paper by another name', { data: { key: 'draw:4', document: 'notice', hash: 'sha256:a' } }],
    ['without a hash', { data: { key: 'draw:4', document: 'rectifyOrder' } }],
    ['by another event', { event: 'DocumentBurnt' }],
    [
      'of an issue at no time',
      { event: 'DocumentIssued', data: { key: 'draw:4', document: 'rectifyOrder', hash: 'a', at: 'now' } },
    ],
    [
      'of a service on no day',
      { event: 'DocumentServed', data: { key: 'draw:4', document: 'rectifyOrder', way: 'direct', date: '2026-02-30' } },
    ],
    [
      'of a service in no way',
      { event: 'DocumentServed', data: { key: 'draw:4', document: 'rectifyOrder', date: '2026-03-03' } },
    ],
  ])('%s is a telling as any other', (_what, changes) => {
    const life = drivenByPaper('assigned');
    const telling = nextTelling(life.state(), paperOf(life, 'rectifyOrder'), time('2026-03-03 09:10'));
    if (telling === null) throw new Error('nothing to tell');
    life.say('system', 'Hear', { ...telling, ...changes }, '2026-03-03 09:10');
    expect(types(life, 1)).toEqual(['LinkHeard']);
    expect(paperOf(life, 'rectifyOrder')).toMatchObject({ drawn: null, issued: null, served: null });
  });

  it('brings ids, numbers and hashes into the record, and nothing that somebody wrote', () => {
    const life = drivenByPaper('assigned');
    const telling = nextTelling(life.state(), paperOf(life, 'rectifyOrder'), time('2026-03-03 09:10'));
    if (telling === null) throw new Error('nothing to tell');
    const data = { ...telling.data, contact: '张三' };
    life.say('system', 'Hear', { ...telling, data }, '2026-03-03 09:10');
    expect(life.events().at(-1)).toMatchObject({ type: 'DocumentDrawn', eventVersion: 1 });
    expect(life.events().at(-1)?.data).toEqual(telling.data);
  });

  it('is told to who must see to its issue, and of a paper that is valid as drawn to nobody', () => {
    const notices = (life: Story) => life.entries().at(-1)?.effects ?? [];
    const life = drivenByPaper('assigned');
    told(life, 'rectifyOrder', '2026-03-03 09:10');
    expect(notices(life)).toMatchObject([
      { type: 'Notify', notice: 'DocumentWaits', posts: ['yj-jb', 'yj-fg'], data: { document: 'rectifyOrder' } },
    ]);
    const closed = drivenByPaper('closed');
    told(closed, 'closeoutApproval', '2026-03-05 16:00');
    expect(notices(closed)).toEqual([]);
  });

  it('under rules 3 is a telling as any other', () => {
    const life = driven('assigned', OLDER);
    const data = { key: 'draw:4', document: 'rectifyOrder', id: 'doc-4', number: null, hash: 'sha256:a' };
    life.say('system', 'Hear', { from: life.state().id, event: 'DocumentDrawn', data }, '2026-03-03 10:00');
    expect(types(life, 1)).toEqual(['LinkHeard']);
    expect(life.state()).not.toHaveProperty('papers');
  });
});
