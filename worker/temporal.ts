import { setTimeout as pause } from 'node:timers/promises';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { TemporalSettings } from '../config/environment.ts';
import { tlsOf } from '../delivery/connect.ts';
import type { Log } from '../activities/log.ts';
import { TASK_QUEUE } from '../workflows/messages.ts';
import type { Ports } from '../workflows/ports.ts';
import type { Bundle } from './bundle.ts';
import { SILENT_WITNESS } from './witness.ts';

const RETRY_MS = 1_000;
/** Of an outage one failure in so many is told. */
const TELL_EVERY = 30;

/** What a worker of loops is made of. */
export interface Parts {
  readonly temporal: TemporalSettings;
  readonly ports: Ports;
  readonly bundle: Pick<Bundle, 'code' | 'hash'>;
  readonly log: Log;
  /** Only tests take another. */
  readonly taskQueue?: string;
}

/** A worker of loops that waits for Temporal where it is not there yet. */
export interface LoopWorker {
  /** Resolves once it first takes work. */
  readonly started: Promise<void>;
  /** Takes no more work, ends what is in hand, then closes its connection. */
  stop(): Promise<void>;
}

/** Starts the worker, and starts it again when it fails as a whole (an absent server, a namespace not yet made). */
export function startLoopWorker(parts: Parts): LoopWorker {
  const ending = new AbortController();
  const { signal } = ending;
  let failures = 0;
  const run = async (onStart: () => void): Promise<void> => {
    while (!signal.aborted) {
      try {
        await runOnce(parts, signal, onStart);
      } catch (error) {
        failures += 1;
        if (failures === 1 || failures % TELL_EVERY === 0)
          parts.log.warn(
            { err: error, address: parts.temporal.address, failures },
            'Temporal does not answer; trying again',
          );
        await pause(RETRY_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  };
  let running = Promise.resolve();
  const started = new Promise<void>((resolve) => {
    running = run(resolve);
  });
  return {
    started,
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}

async function runOnce(parts: Parts, signal: AbortSignal, onStart: () => void): Promise<void> {
  const { address, apiKey, tls } = parts.temporal;
  const connection = await NativeConnection.connect({
    address,
    tls: tls === null ? false : await tlsOf(tls),
    ...(apiKey === null ? {} : { apiKey }),
  });
  try {
    const worker = await Worker.create({ connection, ...optionsOf(parts) });
    const ended = new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      else
        signal.addEventListener(
          'abort',
          () => {
            resolve();
          },
          { once: true },
        );
    });
    onStart();
    parts.log.info({ address, build: parts.bundle.hash }, 'worker running');
    await worker.runUntil(ended);
  } finally {
    await connection.close();
  }
}

function optionsOf({ temporal, ports, bundle, taskQueue }: Parts): WorkerOptions {
  return {
    namespace: temporal.namespace,
    taskQueue: taskQueue ?? TASK_QUEUE,
    workflowBundle: { code: bundle.code },
    activities: { ...ports },
    sinks: SILENT_WITNESS,
    workerDeploymentOptions: {
      useWorkerVersioning: false,
      version: { deploymentName: 'bihuan', buildId: bundle.hash },
    },
    // A hand-over holds one connection of the database for milliseconds; more at once would only queue there.
    maxConcurrentActivityTaskExecutions: 20,
    // When a worker is killed, callers wait so long before another one is given their run.
    stickyQueueScheduleToStartTimeout: '5 s',
    shutdownGraceTime: '5 s',
  };
}
