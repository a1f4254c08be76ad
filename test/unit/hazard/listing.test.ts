import { describe, expect, it } from 'vitest';
import { HAZARD_FACE } from '../../../workflows/hazard/face.ts';
import { code, matter, termsOf, time, unit, type Said, type Story } from '../../support/hazard-story.ts';
import { BODY, driven, drivenMajor, people } from '../../support/hazard-bodies.ts';
import { closingMajor, listedGeneral, listedMajor } from '../../support/listed-hazards.ts';

const OLD = { terms: { ...termsOf('standard'), rules: 1 } };
const types = (said: Said) => said.events.map((event) => event.type);
const listing = (told: Story) =>
  (HAZARD_FACE.view(told.state(), []) as { regions: { listing: unknown } }).regions.listing;
const drawn = (said: Said) =>
  said.entries.flatMap(({ effects }) => effects.flatMap((effect) => (effect.type === 'Draw' ? [effect.document] : [])));

describe('a listing', () => {
  it('of a major hazard is public, and its notice is due in five working days', () => {
    const told = listedMajor();
    expect(told.types().slice(-2)).toEqual(['RungIssued', 'Listed']);
    expect(listing(told)).toEqual({
      status: 'listed',
      level: 'county',
      levelLabel: '县级',
      public: true,
      listedAt: time('2026-03-05 10:00'),
      delistedAt: null,
      publishBy: time('2026-03-13 00:00'),
    });
  });

  it('of a general hazard is 安委办’s own and needs no public notice; a second one lists nothing anew', () => {
    const told = driven('rectifying');
    told.pass('2026-04-02 08:00');
    const issue = { rung: 'list', clock: 'T', decision: 'issue' } as const;
    const said = told.say('awb-zr', 'DecideRung', issue, '2026-04-02 09:00');
    expect(said.events.find(({ type }) => type === 'Listed')).toMatchObject({
      data: { level: 'county', public: false, publishBy: null },
    });
    expect(drawn(said)).not.toContain('listingNotice');
    told.say('yj-jb', 'Recheck', BODY.fail, '2026-04-03 09:00');
    told.pass('2026-04-27 08:00');
    const again = told.say('awb-zr', 'DecideRung', issue, '2026-04-27 09:00');
    expect(types(again).at(-1)).toBe('RungIssued');
    expect(types(again)).not.toContain('Listed');
  });

  it('that was 安委办’s own becomes public when the hazard turns out major', () => {
    const told = driven('rectifying');
    told.pass('2026-04-02 08:00');
    const issue = { rung: 'list', clock: 'T', decision: 'issue' } as const;
    told.say('awb-zr', 'DecideRung', issue, '2026-04-02 09:00');
    told.say('yj-jb', 'Grade', BODY.major, '2026-04-02 10:00');
    told.say('yj-zr', 'DecideGrade', { decision: 'confirm', reason: '符合' }, '2026-04-02 11:00');
    const said = told.say('xianzhang', 'DecideRung', issue, '2026-04-02 12:00');
    expect(said.events.find(({ type }) => type === 'Listed')).toMatchObject({ data: { public: true } });
  });

  it('takes a transfer back that waits: no silence carries a listed hazard away', () => {
    const told = drivenMajor('graded');
    const sent = { to: unit('zj'), reason: '非本单位职责', evidence: ['sha256:t'] };
    expect(code(told.say('yj-jb', 'Transfer', sent, '2026-03-02 15:00'))).toBe('done');
    const issue = { rung: 'list', clock: 'T', decision: 'issue' } as const;
    const said = told.say('xianzhang', 'DecideRung', issue, '2026-03-02 16:00');
    expect(types(said)).toEqual(['RungIssued', 'Listed', 'TransferReturned']);
    told.pass('2026-03-12 00:00');
    expect(told.state()).toMatchObject({ status: 'registered', listing: 'listed', transfer: null });
  });

  it('ends with the closeout, beside the level of supervision', () => {
    const told = closingMajor();
    const said = told.say('awb-zr', 'DecideCloseout', BODY.approve, '2026-03-10 09:00');
    expect(said.events.slice(0, 3)).toMatchObject([
      { type: 'CloseoutApproved' },
      { type: 'Delisted', data: { reason: '销号', publishBy: time('2026-03-18 00:00') } },
      { type: 'LevelLowered', data: { to: 0, reason: '销号' } },
    ]);
    expect(told.state()).toMatchObject({ status: 'closed', listing: 'delisted', level: 0 });
    expect(listing(told)).toMatchObject({ status: 'delisted', delistedAt: time('2026-03-10 09:00') });
    expect(drawn(said)).toEqual(['closeoutApproval', 'caseFile', 'delistingNotice']);
  });

  it('ends with a rectification on the spot as well', () => {
    const told = listedGeneral('registered');
    const spot = {
      rectifiedBy: people('ent-jb'),
      officers: people('yj-jb', 'yj-jb2'),
      items: [{ id: '1', done: '当场整改', evidence: ['sha256:e'] }],
      opinion: '合格',
      signature: { signed: true },
    };
    expect(types(told.say('yj-jb', 'RectifyOnTheSpot', spot, '2026-03-02 15:00'))).toEqual([
      'RectifiedOnTheSpot',
      'Delisted',
      'LevelLowered',
    ]);
  });

  it('that never was leaves a closeout nothing to end', () => {
    const told = driven('closing');
    expect(types(told.say('yj-fg', 'DecideCloseout', BODY.approve, '2026-03-05 15:00'))).toEqual(['CloseoutApproved']);
  });

  it('ends with the closing down of the enterprise, and its end is published', () => {
    const closure = { decisionNumber: '政关〔2026〕1号', reason: '不具备安全生产条件', evidence: ['sha256:e'] };
    const told = listedMajor();
    const said = told.say('awb-zr', 'Abolish', closure, '2026-03-10 09:00');
    expect(said.events).toMatchObject([
      { type: 'Abolished' },
      { type: 'Delisted', data: { reason: '关闭取缔', publishBy: time('2026-03-18 00:00') } },
    ]);
    expect(told.state()).toMatchObject({ status: 'abolished', listing: 'delisted' });
    expect(drawn(said)).toContain('delistingNotice');
    expect(types(driven('rectifying').say('awb-zr', 'Abolish', closure, '2026-03-10 09:00'))).toEqual(['Abolished']);
    expect(types(listedMajor(OLD).say('awb-zr', 'Abolish', closure, '2026-03-10 09:00'))).toEqual(['Abolished']);
  });

  it('that was public is lifted by 安委会主任 or 县委书记 once the hazard turned out general, and its end is published', () => {
    const told = listedGeneral('rectifying');
    expect(code(told.say('awb-jb', 'Delist', { reason: '险情解除' }, '2026-03-04 09:00'))).toBe('NotYours');
    expect(code(told.say('awb-zr', 'Delist', { reason: '险情解除' }, '2026-03-04 09:00'))).toBe('NotListingAuthority');
    const said = told.say('xianzhang', 'Delist', { reason: '险情解除' }, '2026-03-04 10:00');
    expect(said.events).toMatchObject([{ type: 'Delisted', data: { publishBy: time('2026-03-12 00:00') } }]);
    // The level falls by its own act only, and now it may.
    expect(told.state()).toMatchObject({ status: 'rectifying', listing: 'delisted', level: 4 });
    expect(code(told.say('xianzhang', 'Delist', { reason: '险情解除' }, '2026-03-04 11:00'))).toBe('NotListed');
    expect(code(told.say('awb-zr', 'LowerLevel', { to: 0, reason: '险情解除' }, '2026-03-04 12:00'))).toBe('done');
    const other = listedGeneral('closing');
    expect(code(other.say('shuji', 'Delist', { reason: '险情解除' }, '2026-03-06 09:00'))).toBe('done');
  });

  it('that was public is lifted the same way when the major grade was declined', () => {
    const told = driven('registered');
    told.say('yj-jb', 'Grade', BODY.major, '2026-03-02 11:00');
    told.say('xianzhang', 'DecideRung', { rung: 'list', clock: 'T', decision: 'issue' }, '2026-03-02 11:30');
    expect(code(told.say('xianzhang', 'Delist', { reason: '不重大' }, '2026-03-02 11:45'))).toBe('DelistTooEarly');
    told.say('yj-zr', 'DecideGrade', { decision: 'decline', reason: '不符合判定标准' }, '2026-03-02 12:00');
    expect(told.state()).toMatchObject({ severity: null, listing: 'listed' });
    expect(code(told.say('awb-zr', 'Delist', { reason: '不重大' }, '2026-03-02 13:00'))).toBe('NotListingAuthority');
    expect(code(told.say('xianzhang', 'Delist', { reason: '不重大' }, '2026-03-02 14:00'))).toBe('done');
  });

  it('that is 安委办’s own is lifted by its director at any time, even once the hazard turned out major', () => {
    for (const turnsMajor of [false, true]) {
      const told = driven('rectifying');
      told.pass('2026-04-02 08:00');
      told.say('awb-zr', 'DecideRung', { rung: 'list', clock: 'T', decision: 'issue' }, '2026-04-02 09:00');
      if (turnsMajor) told.say('yj-jb', 'Grade', BODY.major, '2026-04-02 10:00');
      expect(told.state().severity).toBe(turnsMajor ? 'major' : 'general');
      const said = told.say('awb-zr', 'Delist', { reason: '险情解除' }, '2026-04-02 11:00');
      expect(said.events).toMatchObject([{ type: 'Delisted', data: { publishBy: null } }]);
    }
  });

  it('holds the level up, but not above it', () => {
    const told = listedMajor();
    const talk = { ground: 'concealment', note: '隐瞒', evidence: ['sha256:e'] } as const;
    told.say('awb-zr', 'RaiseGround', talk, '2026-03-06 09:00');
    told.say('xianzhang', 'DecideRung', { rung: 'refer', clock: 'T', decision: 'issue' }, '2026-03-06 10:00');
    expect(told.state().level).toBe(7);
    const lowered = (to: number) =>
      code(told.say('awb-zr', 'LowerLevel', { to, reason: '已报告' }, '2026-03-06 11:00'));
    expect([lowered(3), lowered(4)]).toEqual(['ListedKeepsLevel', 'done']);
    const old = listedMajor(OLD);
    expect(code(old.say('awb-zr', 'LowerLevel', { to: 0, reason: '已报告' }, '2026-03-06 11:00'))).toBe('done');
  });

  it('keeps a hazard from being merged away, but not what was delisted, nor a matter of rules 1', () => {
    const into = { master: matter('haz-2'), reason: '重复' };
    const told = listedGeneral('registered');
    expect(code(told.say('yj-jb', 'Merge', into, '2026-03-02 15:00'))).toBe('ListedStays');
    told.say('xianzhang', 'Delist', { reason: '险情解除' }, '2026-03-02 16:00');
    expect(code(told.say('yj-jb', 'Merge', into, '2026-03-02 17:00'))).toBe('done');
    expect(code(listedGeneral('registered', OLD).say('yj-jb', 'Merge', into, '2026-03-02 15:00'))).toBe('done');
  });

  it('of a matter of rules 1 stays as it was: no notice, and a closeout keeps the level', () => {
    const told = closingMajor(OLD);
    expect(told.types()).not.toContain('Listed');
    expect(listing(told)).toMatchObject({ status: 'listed', level: null, publishBy: null });
    const said = told.say('awb-zr', 'DecideCloseout', BODY.approve, '2026-03-10 09:00');
    expect(types(said)).toEqual(['CloseoutApproved']);
    expect(told.state()).toMatchObject({ listing: 'delisted', level: 4 });
    const lifted = closingMajor(OLD);
    expect(lifted.say('shuji', 'Delist', { reason: '治理到位' }, '2026-03-09 10:00').events).toMatchObject([
      { type: 'Delisted', data: { publishBy: time('2026-03-17 00:00') } },
    ]);
  });
});
