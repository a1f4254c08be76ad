import { expect, it } from 'vitest';
import { driven } from '../../support/hazard-bodies.ts';
import { code, time } from '../../support/hazard-story.ts';

it('hears a wake sent again after all that fell due, writes it down, and goes on as if nothing had been lost', () => {
  const told = driven('rectifying');
  const punctual = driven('rectifying');
  const resentFor = time('2026-03-19 00:00');
  const said = told.say('system', 'Wake', { resentFor }, '2026-03-20 11:00');
  punctual.pass('2026-03-20 11:00');
  expect(code(said)).toBe('done');
  expect(told.events().slice(0, -1)).toMatchObject(
    punctual.events().map(({ type, at, data }) => ({ type, at, data: JSON.parse(JSON.stringify(data)) as object })),
  );
  expect(told.events().at(-1)).toMatchObject({
    type: 'WakeResent',
    at: time('2026-03-20 11:00'),
    data: { dueAt: resentFor, by: 'auditor' },
  });
});

it('says nothing of a wake that was not sent again', () => {
  const told = driven('rectifying');
  expect(told.say('system', 'Wake', {}, '2026-03-04 11:00').events).toEqual([]);
});
