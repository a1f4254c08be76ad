import { startSending } from '../offline/start.ts';
import { keepFiles } from '../offline/service-worker.ts';

/** The pages that people need where there is no network: loaded before they are opened. */
async function ahead(): Promise<void> {
  await Promise.all([
    import('../pages/report/report.tsx'),
    import('../pages/rectify/rectify.tsx'),
    import('../pages/account/account.tsx'),
    import('../pages/sign-in/again.tsx'),
    import('../pages/desk/desk.tsx'),
    import('../pages/matter/matter.tsx'),
  ]);
}

/** What goes on behind the pages: what waits is sent, and the console's files are kept for when there is no network. */
export function beAtHand(): void {
  startSending();
  void keepFiles(ahead).catch(() => undefined);
}
