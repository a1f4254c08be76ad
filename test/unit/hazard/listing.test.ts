import { describe, expect, it } from 'vitest';
import { HAZARD_FACE } from '../../../workflows/hazard/face.ts';
import { code, termsOf, time, type Said, type Story } from '../../support/hazard-story.ts';
import { BODY, driven, people } from '../../support/hazard-bodies.ts';
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
    expect(drawn(said)).toEqual(['closeoutApproval', 'delistingNotice']);
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

  it('is lifted by 安委会主任 once a major hazard’s recheck has passed, and its end is published', () => {
    const told = closingMajor();
    const said = told.say('xianzhang', 'Delist', { reason: '治理到位' }, '2026-03-09 10:00');
    expect(said.events).toMatchObject([{ type: 'Delisted', data: { publishBy: time('2026-03-17 00:00') } }]);
    // The level falls by its own act only.
    expect(told.state()).toMatchObject({ status: 'closing', listing: 'delisted', level: 4 });
    expect(code(told.say('xianzhang', 'Delist', { reason: '治理到位' }, '2026-03-09 11:00'))).toBe('NotListed');
  });

  it('of a general hazard is lifted by 安委办主任 at any time', () => {
    const told = listedGeneral('rectifying');
    expect(code(told.say('awb-zr', 'Delist', { reason: '险情解除' }, '2026-03-04 09:00'))).toBe('done');
    expect(code(told.say('awb-jb', 'Delist', { reason: '险情解除' }, '2026-03-04 09:00'))).toBe('NotYours');
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
