import { describe, expect, it } from 'vitest';
import type { Command } from '../../../workflows/kernel/command.ts';
import { asAny, type Rules } from '../../../workflows/kernel/definition.ts';
import { faceAny, type Face } from '../../../workflows/kernel/face.ts';
import { hear, nextWakeOf, UNOPENED, wakeUpTo } from '../../../workflows/kernel/hear.ts';
import type { Instant } from '../../../workflows/kernel/instant.ts';
import { heardIn } from '../../../workflows/kernel/lifecycle.ts';
import { assertNever, refuse } from '../../../workflows/kernel/refusal.ts';
import { postAt } from '../../../workflows/kernel/terms.ts';
import { CHAINS, post, time, unit, who } from '../../support/hazard-story.ts';

interface Bell {
  readonly rung: readonly string[];
  readonly due: readonly Instant[];
}

/** A bell that rings at given times, and can be told more of them; `Stuck` never moves on. */
function bell(stuck = false): Rules<Bell> {
  return {
    name: 'bell',
    version: 1,
    lifecycle: [],
    decide: (_state, command) => {
      if (command.type === 'No') return { refusal: refuse('NotYours', '不行') };
      return { events: [{ type: command.type, eventVersion: 1, data: command.body }] };
    },
    evolve: (state, event) => {
      const before = state ?? { rung: [], due: [] };
      if (event.type !== 'Wake')
        return { ...before, due: [...before.due, ...((event.data as { due?: Instant[] }).due ?? [])].sort() };
      return stuck ? before : { rung: [...before.rung, event.at], due: before.due.slice(1) };
    },
    nextWake: (state) => state.due[0] ?? null,
    done: () => false,
    effects: (_before, event) => [{ type: 'Draw', key: event.seq.toString(), document: event.type, data: {} }],
  };
}

const RULES = asAny(bell());

function say(type: string, at: string, due: readonly string[] = [], more: Partial<Command> = {}): Command {
  return { commandId: `${type}-${at}`, type, at: time(at), actor: who('yj-jb'), body: { due: due.map(time) }, ...more };
}

describe('hearing a command', () => {
  const opened = hear(
    RULES,
    UNOPENED,
    say('Open', '2026-03-02 09:00', ['2026-03-02 10:00', '2026-03-02 11:00', '2026-03-02 12:00']),
    time('2026-03-02 09:00'),
  );

  it('fires first what fell due before it, then it, then what is due at that very instant', () => {
    const heard = hear(RULES, opened.loop, say('Add', '2026-03-02 11:00'), time('2026-03-02 15:00'));
    expect(heard.entries.map((entry) => `${entry.command} ${entry.at.slice(11, 16)}`)).toEqual([
      'Wake 10:00',
      'Add 11:00',
      'Wake 11:00',
    ]);
    expect(heard.entries.flatMap((entry) => entry.events).map((event) => event.heardAt)).toEqual(
      Array(3).fill(time('2026-03-02 15:00')),
    );
    expect(heard.outcome).toEqual({ outcome: 'done', version: 4 });
    expect(nextWakeOf(RULES, heard.loop)).toBe(time('2026-03-02 12:00'));
  });

  it('changes nothing by a refusal, but what time brought stays', () => {
    const heard = hear(RULES, opened.loop, say('No', '2026-03-02 10:30'), time('2026-03-02 10:30'));
    expect(heard.outcome).toEqual({ outcome: 'refused', refusal: { code: 'NotYours', detail: '不行' } });
    expect(heard.loop.seq).toBe(2);
  });

  it('refuses a stale version, and accepts the right one', () => {
    const stale = hear(
      RULES,
      opened.loop,
      say('Add', '2026-03-02 09:30', [], { expectedVersion: 7 }),
      time('2026-03-02 09:30'),
    );
    expect(stale.outcome).toMatchObject({ outcome: 'refused', refusal: { code: 'StaleVersion' } });
    const fresh = hear(
      RULES,
      opened.loop,
      say('Add', '2026-03-02 09:30', [], { expectedVersion: 1 }),
      time('2026-03-02 09:30'),
    );
    expect(fresh.outcome).toEqual({ outcome: 'done', version: 2 });
  });

  it('takes no page for stale because a paper was drawn, issued or served since', () => {
    const at = '2026-03-02 09:30';
    const told = ['DocumentDrawn', 'DocumentIssued', 'DocumentServed'].reduce(
      (loop, type) => hear(RULES, loop, say(type, at), time(at)).loop,
      opened.loop,
    );
    const asked = (loop: typeof told, expectedVersion: number) =>
      hear(RULES, loop, say('Add', at, [], { expectedVersion }), time(at)).outcome.outcome;
    expect([1, 2, 3, 4].map((version) => asked(told, version))).toEqual(Array(4).fill('done'));
    expect([0, 5].map((version) => asked(told, version))).toEqual(['refused', 'refused']);
    const more = hear(RULES, told, say('Add', at), time(at)).loop;
    expect([1, 4].map((version) => asked(more, version))).toEqual(['refused', 'refused']);
    expect(asked(more, 5)).toBe('done');
  });

  it('never lets heardAt go back', () => {
    const later = hear(RULES, opened.loop, say('Add', '2026-03-02 09:30'), time('2026-03-02 09:40'));
    const earlier = hear(RULES, later.loop, say('Add', '2026-03-02 09:35'), time('2026-03-02 09:36'));
    expect(earlier.loop.heardAt).toBe(time('2026-03-02 09:40'));
  });

  it('catches up every missed wake once, in order', () => {
    const woken = wakeUpTo(RULES, opened.loop, time('2026-03-05 08:00'));
    expect((woken.loop.state as Bell).rung).toEqual(['10', '11', '12'].map((hour) => time(`2026-03-02 ${hour}:00`)));
    expect(wakeUpTo(RULES, woken.loop, time('2026-03-05 08:00')).entries).toEqual([]);
    expect(nextWakeOf(RULES, UNOPENED)).toBeNull();
    expect(wakeUpTo(RULES, UNOPENED, time('2026-03-05 08:00')).entries).toEqual([]);
  });

  it('stops loudly at a wake that moves nothing', () => {
    const stuck = asAny(bell(true));
    const heard = hear(
      stuck,
      UNOPENED,
      say('Open', '2026-03-02 09:00', ['2026-03-02 10:00']),
      time('2026-03-02 09:00'),
    );
    expect(() => wakeUpTo(stuck, heard.loop, time('2026-03-02 10:00'))).toThrow('did not move');
  });

  it('carries the effects of its events', () => {
    expect(opened.entries[0]?.effects).toEqual([{ type: 'Draw', key: '1', document: 'Open', data: {} }]);
  });
});

describe('the lifecycle table', () => {
  const rows = [
    { command: 'Do', statuses: ['a'], by: ['holder'], basis: '' },
    { command: 'Open', statuses: 'opening', by: ['anyone'], basis: '' },
  ] as const;
  it('says in which status and by whom', () => {
    expect(heardIn(rows, 'Do', 'a', ['holder'])).toBeNull();
    expect(heardIn(rows, 'Do', 'b', ['holder'])).toMatchObject({ code: 'NotHeardInStatus' });
    expect(heardIn(rows, 'Do', 'a', ['anyone'])).toMatchObject({ code: 'NotYours' });
    expect(heardIn(rows, 'Open', 'opening', ['anyone'])).toMatchObject({ code: 'NotHeardInStatus' });
  });
});

describe('small promises', () => {
  it('a missing rank falls to the next above', () => {
    const chain = {
      ...(CHAINS['yj'] ?? { unit: unit('x'), kind: 'office' as const, region: null }),
      ranks: { 2: post('fg') },
    };
    expect([postAt(chain, 1), postAt(chain, 2), postAt(chain, 3)]).toEqual(['fg', 'fg', null]);
  });

  it('a case that was forgotten is a bug', () => {
    expect(() => assertNever('x' as never)).toThrow('unreachable');
  });

  it('a face and rules stand in one list with others', () => {
    const face = { name: 'bell' } as Face<Bell>;
    expect(faceAny(face)).toBe(face);
  });
});
