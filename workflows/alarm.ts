import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { msOf, type Instant } from './kernel/instant.ts';

/** The one timer of a loop. */
export class Alarm {
  private armed: { readonly at: Instant; readonly scope: CancellationScope } | null = null;
  private readonly ring: () => void;

  constructor(ring: () => void) {
    this.ring = ring;
  }

  /** Rings at `at` instead of whenever it was set to; null: not at all. Cancelled and armed within one task, and only when the instant moved: then history says nothing of it. */
  set(at: Instant | null): void {
    if (at === (this.armed?.at ?? null)) return;
    this.armed?.scope.cancel();
    this.armed = null;
    if (at === null) return;
    const mine = { at, scope: new CancellationScope() };
    this.armed = mine;
    mine.scope
      .run(() => sleep(Math.max(1, msOf(at) - Date.now())))
      .then(
        () => {
          if (this.armed === mine) this.armed = null;
          this.ring();
        },
        (error: unknown) => {
          if (!isCancellation(error)) throw error;
        },
      );
  }
}
