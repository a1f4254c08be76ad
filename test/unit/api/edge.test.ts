import { fastify } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { errors } from '../../../api/plugins/errors.ts';
import { overload, watched, type Vitals } from '../../../api/plugins/overload.ts';
import { placesOf } from '../../../api/plugins/places.ts';

const app = () => fastify();
let running = app();
afterEach(() => running.close());

async function statusOf(vitals: Vitals, url: string): Promise<number> {
  running = app();
  errors(running);
  overload(running, () => vitals);
  for (const path of ['/health/live', '/v1/hazards']) running.get(path, () => ({}));
  const { statusCode, headers } = await running.inject(url);
  if (statusCode === 503) expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  return statusCode;
}

describe('a process that is overloaded', () => {
  it.each([
    ['well', { lagMs: 200, heap: 0.5 }, 200],
    ['late', { lagMs: 1_001, heap: 0.5 }, 503],
    ['full', { lagMs: 0, heap: 0.96 }, 503],
  ])('while it is %s answers so, and probes always', async (_how, vitals, status) => {
    expect(await statusOf(vitals, '/v1/hazards')).toBe(status);
    expect(await statusOf(vitals, '/health/live')).toBe(200);
  });

  it('sees that it is late', async () => {
    running = app();
    const vitals = watched(running);
    await running.ready();
    await vi.waitFor(
      async () => {
        const until = performance.now() + 400;
        while (performance.now() < until);
        await pause(1);
        expect(vitals().lagMs).toBeGreaterThan(50);
        expect(vitals().heap).toBeGreaterThan(0);
      },
      { timeout: 20_000, interval: 1 },
    );
  }, 30_000);
});

function leave(place: (() => void) | 'own' | 'all' | undefined): void {
  if (typeof place !== 'function') throw new Error(`${place ?? 'nothing'} is no place`);
  place();
}

describe('places', () => {
  it('are so many for all and so many for one, and free again when they are left', () => {
    const places = placesOf({ all: 3, ofOne: 2 });
    const [one, two] = [places.take('a'), places.take('a')];
    expect(places.take('a')).toBe('own');
    const three = places.take('b');
    expect([places.take('c'), places.take('a')]).toEqual(['all', 'own']);
    leave(one);
    expect(places.take('c')).toBeTypeOf('function');
    leave(two);
    leave(three);
    expect(places.take('a')).toBeTypeOf('function');
  });
});
