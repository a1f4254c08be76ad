import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { install, type Installation } from '../fault/installation.ts';
import { startBrowser } from './browser.ts';

/** A system and the browser before it; there is neither until the first hook of a file has run. */
export interface Screen<System = Installation> {
  readonly system: System;
  readonly browser: Browser;
}

/** Starts the whole system, or what `start` answers, and a Chromium before a file's first test; neither outlives its last. */
export function onScreen(): Screen;
export function onScreen<System extends Closing>(start: () => Promise<System>): Screen<System>;
export function onScreen(start: () => Promise<Closing> = install): Screen<Closing> {
  const screen = {} as { -readonly [Part in keyof Screen]: Screen<Closing>[Part] };
  const running: Closing[] = [];
  beforeAll(async () => {
    const [system, chromium] = await Promise.all([start(), startBrowser()]);
    running.push(chromium, system);
    Object.assign(screen, { system, browser: chromium.browser });
  }, 120_000);
  afterAll(async () => {
    for (const one of running) await one.close();
  }, 60_000);
  return screen;
}

interface Closing {
  close(): Promise<void>;
}
