import { describe, expect, it } from 'vitest';
import type { Recorded } from '../../../workflows/kernel/event.ts';
import { summary } from '../../../workflows/hazard/summary.ts';
import { COUNTY, ROW, story, termsOf, time, type Story } from '../../support/hazard-story.ts';
import { BODY, driven, drivenMajor } from '../../support/hazard-bodies.ts';

function fired(events: readonly Recorded[]): string[] {
  return events
    .filter((event) => event.type === 'RungFired')
    .map((event) => `${(event.data as { rowId: string }).rowId} ${event.at.slice(5, 16)}`);
}

/** The posts that each fired rung told, by its row. */
function told(story: Story, rowId: string): readonly string[] {
  const entry = story
    .entries()
    .findLast((e) => e.events.some((event) => (event.data as { rowId?: string }).rowId === rowId));
  const notices = ['RungGiven', 'RungDrafted'];
  return (entry?.effects ?? []).flatMap((e) => (e.type === 'Notify' && notices.includes(e.notice) ? e.posts : []));
}

describe('rungs that keep working hours', () => {
  it('wait for the morning, and those of a major hazard or from L4 up do not', () => {
    const general = fired(driven('rectifying').pass('2026-04-03 00:00'));
    expect(general).toEqual([
      't-warn-1 03-16T08:30',
      't-warn-2 03-18T08:30',
      't-urge 03-19T08:30',
      't-supervise 03-24T08:30',
      't-list 04-02T00:00',
      's-urge 04-02T08:30',
      's-hand-over 04-03T00:00',
    ]);
    const major = fired(drivenMajor('rectifying').pass('2026-05-12 00:00'));
    expect(major.filter((line) => line.startsWith('t-'))).toEqual([
      't-warn-major-1 04-27T08:30',
      't-warn-major-2 04-30T08:30',
      // T−1 d is Saturday 05-02 00:00, in the holiday, and T ends with that day: the last end of work was on 04-30.
      't-warn-major-3 04-30T17:30',
      't-urge-major 05-03T00:00',
      't-supervise-major 05-07T08:30',
      't-talk-major 05-12T00:00',
    ]);
  });

  it('keep no hours in the trial', () => {
    expect(termsOf('trial').ladder.filter((row) => row.hours !== undefined)).toEqual([]);
    expect(termsOf('standard').ladder.filter((row) => row.hours !== undefined)).not.toEqual([]);
  });

  it('fire at their due instants in a matter whose terms know no working hours', () => {
    const { workFromMinute: _from, workToMinute: _to, ...numbers } = termsOf('standard').numbers;
    const old = driven('rectifying', { terms: { ...termsOf('standard'), rules: 1, numbers } });
    expect(fired(old.pass('2026-03-24 00:00'))).toEqual([
      't-warn-1 03-16T00:00',
      't-warn-2 03-18T00:00',
      't-urge 03-19T00:00',
      't-supervise 03-24T00:00',
    ]);
    expect(old.entries().flatMap((entry) => entry.effects)).not.toContainEqual(
      expect.objectContaining({ notice: 'RungGiven', posts: expect.arrayContaining(['awb-jb']) as unknown }),
    );
  });

  it('fire in the morning though the hazard was handed in at night, after T', () => {
    const handedIn = driven('rectifying');
    handedIn.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-19 08:15');
    expect(fired(handedIn.pass('2026-03-20 00:00'))).toEqual(['t-urge 03-19T08:30']);
    expect(handedIn.state().fired.at(-1)).toMatchObject({ withdrawnAt: null, dueAt: time('2026-03-19 00:00') });
  });

  it('do not fire when it was handed in before T and heard in the night', () => {
    const handedIn = driven('rectifying');
    handedIn.outage('2026-03-19 03:00');
    handedIn.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-18 23:50', '2026-03-19 04:00');
    expect(fired(handedIn.pass('2026-03-20 00:00'))).toEqual([]);
  });

  it('are withdrawn when it was handed in before T and heard after they fired', () => {
    const handedIn = driven('rectifying');
    handedIn.outage('2026-03-19 09:00');
    const said = handedIn.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-18 23:50', '2026-03-19 10:00');
    expect(said.events.map((event) => event.type)).toEqual(['RectificationSubmitted', 'RungWithdrawn']);
  });

  it('keep a warning that came early, though the answer came before its due instant', () => {
    const early = drivenMajor('rectifying');
    early.pass('2026-05-01 00:00');
    early.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-05-01 10:00');
    expect(early.types()).not.toContain('RungWithdrawn');
  });
});

describe('a version that ended in the night', () => {
  it('still has its rung in the morning, held against those who let it fall due', () => {
    const reviewed = drivenMajor('review');
    reviewed.pass('2026-03-11 00:00');
    // 安委办 took the review over at midnight and decides before work begins.
    reviewed.say('awb-jb', 'DecidePlan', BODY.approve, '2026-03-11 07:00');
    expect(reviewed.state().status).toBe('rectifying');
    expect(fired(reviewed.pass('2026-03-12 00:00'))).toEqual(['s-supervise 03-11T08:30']);
    expect(told(reviewed, 's-supervise')).toEqual(['yj-fg', 'yj-zr', 'awb-jb']);
    expect(fired(reviewed.pass('2026-03-20 00:00'))).toEqual([]);
  });

  it('has it too when the successor came at that very instant, and not when nothing was due', () => {
    const verified = (at: string): string[] => {
      const desk = driven('reported');
      desk.say('yj-jb', 'Verify', BODY.verify, at);
      return fired(desk.events().concat(desk.pass('2026-03-06 12:00')));
    };
    expect(verified('2026-03-06 08:30')).toEqual(['s-urge 03-06T08:30']);
    expect(verified('2026-03-05 23:00')).toEqual([]);
  });

  it('has none for a step that silence itself ends', () => {
    const deemed = driven('assigned');
    expect(fired(deemed.pass('2026-03-05 12:00'))).toEqual([]);
  });
});

describe('what cannot wait for the morning', () => {
  it('is told to the duty desk at night, to 安委办 where there is none', () => {
    const dutyDesk = 'zhiban' as typeof COUNTY.officeDesk;
    const terms = { ...termsOf('standard'), county: { ...COUNTY, dutyDesk } };
    const night = drivenMajor('rectifying', { terms });
    night.pass('2026-05-03 00:00');
    expect(told(night, 't-urge-major')).toContain('zhiban');
    const without = drivenMajor('rectifying');
    without.pass('2026-05-03 00:00');
    expect(told(without, 't-urge-major')).toContain('awb-jb');
  });

  it('is not told to it in working hours, nor what could wait', () => {
    const dutyDesk = 'zhiban' as typeof COUNTY.officeDesk;
    const terms = { ...termsOf('standard'), county: { ...COUNTY, dutyDesk } };
    const graded = drivenMajor('rectifying', { terms });
    expect(told(graded, 't-list-major')).not.toContain('zhiban');
    const general = driven('rectifying', { terms });
    general.pass('2026-03-19 00:00');
    general.outage('2026-03-21 23:00');
    expect(told(general, 't-urge')).not.toContain('zhiban');
  });

  it('is not told to it when it was missed before an import', () => {
    const imported = story({ terms: { ...termsOf('standard'), county: { ...COUNTY, dutyDesk: 'zhiban' as never } } });
    imported.say('system', 'Import', ROW, '2026-03-02 23:00');
    const posts = imported.entries().flatMap((e) => e.effects.flatMap((x) => (x.type === 'Notify' ? x.posts : [])));
    expect(posts).not.toContain('zhiban');
  });
});

describe('an import at night', () => {
  it('records the lower rung of the morning under the higher proposal that did not wait', () => {
    const imported = story();
    // T ended with Tuesday 02-10: T+3 wd is Saturday 02-14 00:00, T+10 wd later than the import.
    imported.say('system', 'Import', { ...ROW, dueOn: '2026-02-10' as never }, '2026-02-14 09:00');
    expect(fired(imported.pass('2026-02-17 00:00'))).toEqual(['t-supervise 02-16T08:30']);
    expect(imported.state().proposals.map((proposal) => proposal.rung)).toEqual(['supervise']);

    const quick = termsOf('standard').ladder.map((row) =>
      row.id === 't-list'
        ? { ...row, anyOf: [{ after: 'due', wait: { amount: 3, unit: 'workingDay' } } as const] }
        : row,
    );
    const both = story({ terms: { ...termsOf('standard'), ladder: quick } });
    both.say('system', 'Import', { ...ROW, dueOn: '2026-02-10' as never }, '2026-02-14 09:00');
    expect(both.state().proposals.map((proposal) => proposal.rung)).toEqual(['list']);
    both.pass('2026-02-17 00:00');
    expect(both.state().proposals.map((proposal) => proposal.rung)).toEqual(['list']);
  });
});

describe('lateness', () => {
  const since = (one: Story): string | null => summary(one.state()).overdueSince;

  it('begins with the end of T, though the urge goes out in the morning', () => {
    const late = driven('rectifying');
    late.pass('2026-03-18 23:59');
    expect(since(late)).toBeNull();
    late.pass('2026-03-19 00:00');
    expect(since(late)).toBe(time('2026-03-19 00:00'));
  });

  it('is not washed off by a failed recheck, and is by more time', () => {
    const late = driven('rectifying');
    late.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-19 01:00');
    expect(since(late)).toBeNull();
    late.say('yj-jb', 'Recheck', BODY.fail, '2026-03-19 02:00');
    expect(since(late)).toBe(time('2026-03-19 00:00'));
    const request = { amount: 5, reason: 'forceMajeure', explanation: '暴雨', evidence: ['sha256:w'] } as const;
    const more = driven('rectifying');
    more.say('ent-jb', 'RequestExtension', request, '2026-03-18 09:00');
    more.pass('2026-03-19 00:00');
    expect(since(more)).toBe(time('2026-03-19 00:00'));
    more.say('yj-jb', 'DecideExtension', { decision: 'grant', reason: '属实' }, '2026-03-19 10:00');
    expect(since(more)).toBeNull();
  });

  it('is none when the answer was in time, at the very end too', () => {
    const inTime = driven('rectifying');
    inTime.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-19 00:00');
    inTime.say('yj-jb', 'Recheck', BODY.fail, '2026-03-19 09:00');
    expect(since(inTime)).toBeNull();
  });
});
