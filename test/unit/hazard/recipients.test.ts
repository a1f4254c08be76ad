import { describe, expect, it } from 'vitest';
import { driven } from '../../support/hazard-bodies.ts';
import { termsOf } from '../../support/hazard-story.ts';

describe('an act of supervision', () => {
  it('is recorded with whom it reached and on what it rests, given by the system or issued by a person', () => {
    const told = driven('rectifying');
    told.pass('2026-03-25 09:00');
    const urge = told.state().acts.find(({ rung }) => rung === 'urge');
    expect(urge).toMatchObject({
      told: ['yj-jb', 'yj-fg', 'ent-jb', 'ent-fg', 'town-jb'],
      basis: expect.stringContaining('强制法'),
    });
    told.say('awb-zr', 'DecideRung', { rung: 'supervise', clock: 'T', decision: 'issue' }, '2026-03-25 09:30');
    const issued = told.state().acts.find(({ rung }) => rung === 'supervise');
    expect(issued).toMatchObject({ issuedBy: 'p-awb-zr', told: ['yj-zr', 'ent-zr', 'awb-jb'] });
    expect(issued?.basis).toContain('督办');
    expect(told.state().fired.every(({ basis }) => basis !== undefined)).toBe(true);
  });

  it('of a matter under rules 1 is recorded as it was then, without them', () => {
    const told = driven('rectifying', { terms: { ...termsOf('standard'), rules: 1 } });
    told.pass('2026-03-20 09:00');
    const urge = told.state().acts.find(({ rung }) => rung === 'urge');
    expect(urge).toBeDefined();
    expect(urge).not.toHaveProperty('told');
  });
});
