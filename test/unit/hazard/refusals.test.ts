import { describe, expect, it } from 'vitest';
import { REFUSALS } from '../../../workflows/hazard/refusal.ts';
import { code, matter, REPORT, ROW, story, who } from '../../support/hazard-story.ts';
import { BODY, driven } from '../../support/hazard-bodies.ts';
import { CONTROL_CASES } from './refusals/control.ts';
import { DUTY_CASES } from './refusals/duties.ts';
import { INTAKE_CASES } from './refusals/intake.ts';
import { LAWFUL_TIME_CASES } from './refusals/lawful-time.ts';
import { OUTCOME_CASES } from './refusals/outcome.ts';
import { PAPER_CASES } from './refusals/papers.ts';
import { WORK_CASES } from './refusals/work.ts';

const CASES = [
  ...INTAKE_CASES,
  ...WORK_CASES,
  ...OUTCOME_CASES,
  ...CONTROL_CASES,
  ...LAWFUL_TIME_CASES,
  ...DUTY_CASES,
  ...PAPER_CASES,
];

describe('a hazard refuses', () => {
  it.each(CASES)('%s when %s', (expected, _when, last) => {
    const said = last();
    expect(code(said)).toBe(expected);
    // A refusal changes nothing: it is the last word of its own entry, which holds no event.
    const own = said.entries.findLast((entry) => entry.command !== 'Wake');
    expect(own?.events).toEqual([]);
    if (said.outcome.outcome === 'refused') expect(said.outcome.refusal.detail).toMatch(/\p{Script=Han}/u);
  });

  it('with each of its codes in at least one story', () => {
    const told = new Set<string>(CASES.map(([expected]) => expected));
    expect(Object.keys(REFUSALS).filter((known) => !told.has(known))).toEqual([]);
  });
});

describe('what all kinds refuse', () => {
  it('is said of a command in the wrong status', () => {
    expect(code(driven('reported').say('yj-jb', 'DecideCloseout', BODY.approve, '2026-03-02 10:00'))).toBe(
      'NotHeardInStatus',
    );
  });
  it('is said of a matter that is opened twice', () => {
    expect(code(driven('reported').say('yj-jb', 'Report', REPORT, '2026-03-02 10:00'))).toBe('AlreadyOpened');
  });
  it('is said of a command before the opening, and of an opening without terms', () => {
    expect(code(story().say('yj-jb', 'Verify', BODY.verify, '2026-03-02 10:00'))).toBe('NotOpened');
  });
  it('is said of an unknown command', () => {
    expect(code(driven('reported').say('yj-jb', 'Vanish' as never, {} as never, '2026-03-02 10:00'))).toBe(
      'UnknownCommand',
    );
  });
  it('is said of an import by a person', () => {
    expect(code(story().say('awb-jb', 'Import', ROW, '2026-03-02 10:00'))).toBe('NotYours');
  });
  it('is said of what a matter that has ended is asked', () => {
    const told = driven('registered');
    told.say('yj-jb', 'Merge', { master: matter('haz-2'), reason: '重复' }, '2026-03-02 11:00');
    expect(code(told.say('yj-jb', 'Grade', BODY.general, '2026-03-02 12:00'))).toBe('NotHeardInStatus');
    expect(who('yj-jb').rank).toBe(1);
  });
});
