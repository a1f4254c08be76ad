import { describe, expect, it } from 'vitest';
import { auditCase } from '../../../audit/ladder/case-audit.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import type { CaseEvent } from '../../../workflows/accountability/event.ts';
import type { Recorded } from '../../../workflows/kernel/event.ts';
import { caseIn, DECLINE, HEAD, PROPOSAL, DESK, SYSTEM_ACTOR, time, type Story } from '../accountability/story.ts';

const MATTER = { id: 'acc-1' as MatterId, number: 'WZ-2026-000001' };
type Events = readonly Recorded<CaseEvent>[];

function audit(story: Story, now: string, change = (events: Events): Events => events) {
  return auditCase(MATTER, change(story.events), Date.parse(time(now)));
}

describe('the auditor of cases', () => {
  it('gives a step a minute to be woken, then says so', () => {
    const story = caseIn('drafting');
    expect(audit(story, '2026-03-10T00:00:59+08:00')).toEqual([]);
    const dueAt = time('2026-03-10T00:00');
    const missed = {
      matterId: 'acc-1',
      number: 'WZ-2026-000001',
      why: 'expiryMissing',
      rowId: 'drafting',
      rung: null,
      dueAt,
    };
    expect(audit(story, '2026-03-10T00:01')).toEqual([{ ...missed, open: true }]);
    story.sleepUntil('2026-03-10T00:00');
    expect(audit(story, '2026-03-10T00:01')).toEqual([]);
    story.send('ProposeReferral', PROPOSAL, DESK, '2026-03-11T09:00');
    const lost = (events: Events): Events => events.filter(({ type }) => type !== 'HandedOver');
    expect(audit(story, '2026-03-11T09:00')).toEqual([]);
    story.sleepUntil('2026-03-20T09:00');
    expect(audit(story, '2026-03-20T09:00', lost)[0]).toEqual({ ...missed, open: false });
  });

  it('finds a case that nobody holds, and nothing in one that has ended', () => {
    const vacant = (events: Events): Events =>
      events.map((event) =>
        event.type === 'CaseOpened'
          ? {
              ...event,
              data: { ...event.data, step: { ...event.data.step, holder: '' as typeof event.data.step.holder } },
            }
          : event,
      );
    expect(audit(caseIn('drafting'), '2026-03-02T10:00', vacant).map(({ why }) => why)).toEqual(['noHolder']);
    const ended = caseIn('deciding');
    ended.send('DecideReferral', DECLINE, HEAD, '2026-03-03T12:00');
    expect(audit(ended, '2027-01-01T00:00')).toEqual([]);
  });

  it('hears its wake sent again after what fell due, and writes it down', () => {
    const story = caseIn('drafting');
    const resentFor = time('2026-03-10T00:00');
    expect(story.send('Wake', { resentFor }, SYSTEM_ACTOR, '2026-03-10T08:00')).toBe('done');
    expect(story.types.slice(-2)).toEqual(['HandedOver', 'WakeResent']);
    expect(story.events.at(-1)).toMatchObject({
      at: time('2026-03-10T08:00'),
      data: { dueAt: resentFor, by: 'auditor' },
    });
    const before = story.loop;
    expect(story.send('Wake', {}, SYSTEM_ACTOR, '2026-03-10T08:01')).toBe('done');
    expect(story.loop).toMatchObject({ seq: before.seq, state: before.state });
  });
});
