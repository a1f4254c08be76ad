import type { FastifyInstance } from 'fastify';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import { problem } from '../problems/problem.ts';

/** How the process is: how late it comes to its work on average, and which share of the heap that it may have it uses. */
export interface Vitals {
  readonly lagMs: number;
  readonly heap: number;
}

/** Our defaults: a process this late answers nobody within the 5 s that everyone is promised. */
const LAG_MAX_MS = 1_000;
const HEAP_MAX = 0.95;
const EVERY_MS = 1_000;
const RESOLUTION_MS = 20;

/**
 * Answers 503 while the process is behind its work or nearly out of memory, so that what is under way gets done. Probes
 * are answered: whoever is killed for being busy gets no work done at all.
 */
export function overload(app: FastifyInstance, vitals: () => Vitals = watched(app)): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { lagMs, heap } = vitals();
    const isProbe = (request.routeOptions.url ?? '').startsWith('/health/');
    const isOver = !isProbe && (lagMs > LAG_MAX_MS || heap > HEAP_MAX);
    done(isOver ? problem('Overloaded', '系统繁忙，请稍后再试。') : undefined);
  });
}

/** Looks once a second until the app closes. */
export function watched(app: FastifyInstance): () => Vitals {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  let last: Vitals = { lagMs: 0, heap: 0 };
  const look = (): void => {
    const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
    const mean = Number.isNaN(delay.mean) ? 0 : delay.mean / 1e6;
    last = { lagMs: Math.max(0, mean - RESOLUTION_MS), heap: used / limit };
    delay.reset();
  };
  const timer = setInterval(look, EVERY_MS).unref();
  app.addHook('onClose', (_app, done) => {
    clearInterval(timer);
    delay.disable();
    done();
  });
  return () => last;
}
