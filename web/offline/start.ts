import { forgetOld } from './kept.ts';
import { sendWaiting } from './send.ts';

const AGAIN_MS = 30_000;

/** From now on what waits is sent: at once, when the network is back, when somebody looks, and every half minute. */
export function startSending(): void {
  const again = (): void => {
    if (navigator.onLine) void sendWaiting().catch(() => undefined);
  };
  addEventListener('online', again);
  document.addEventListener('visibilitychange', again);
  setInterval(again, AGAIN_MS);
  void forgetOld();
  again();
}
