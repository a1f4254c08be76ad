import { describe, expect, it } from 'vitest';
import { time } from '../../support/hazard-story.ts';
import { driven } from '../../support/hazard-bodies.ts';

describe('the straight way of a general hazard', () => {
  it('goes from its report to its closeout by eight commands', () => {
    const told = driven('closed');
    expect(told.types()).toEqual([
      'HazardReported',
      'HazardVerified',
      'Graded',
      'Assigned',
      'TownshipTasked',
      'AssignmentAccepted',
      'RectificationSubmitted',
      'RecheckPassed',
      'CloseoutApproved',
    ]);
    expect(told.state().status).toBe('closed');
    expect(told.state().closeouts.map((c) => c.number)).toEqual(['YH-2026-000001-XH1']);
  });

  it('is archived thirty days after its closeout, by time alone, on the next workday at the earliest', () => {
    const told = driven('closed');
    // The thirtieth day, 04-04, is a Saturday.
    expect(told.pass('2026-04-06 23:59').map((e) => e.type)).toEqual([]);
    expect(told.pass('2026-04-07 00:00').map((e) => e.type)).toEqual(['WindowClosed']);
    expect(told.state().status).toBe('archived');
    expect(told.state().steps.at(-1)?.holders).toEqual([]);
  });

  it('counts T from the service of the order to the end of its fifteenth day', () => {
    const told = driven('assigned');
    expect(told.state().dueDates.at(-1)).toMatchObject({
      due: time('2026-03-19 00:00'),
      provisional: false,
      reason: 'assignment',
    });
  });
});
