import { session } from '../client/session.ts';
import { forgetOld, keepAhead } from './kept.ts';
import { sendWaiting } from './send.ts';

const AGAIN_MS = 30_000;
/** The townships, of which a report names one. */
export const TOWNSHIPS = '/v1/registers/units?kind=township&limit=200';

let readyFor: string | null = null;

/** From now on what waits is sent: at once, when the network is back, when somebody looks, and every half minute. */
export function startSending(): void {
  const again = (): void => {
    if (!navigator.onLine) return;
    void sendWaiting().catch(() => undefined);
    void beReady().catch(() => undefined);
  };
  addEventListener('online', again);
  document.addEventListener('visibilitychange', again);
  setInterval(again, AGAIN_MS);
  void forgetOld();
  again();
}

/** What a report asks for is kept before anybody is where there is no network. */
async function beReady(): Promise<void> {
  const now = session();
  if (now === null || now.restricted !== null || readyFor === now.unit) return;
  readyFor = now.unit;
  for (const path of ['/v1/kinds', TOWNSHIPS, `/v1/registers/units/${now.unit}`]) await keepAhead(path);
}
