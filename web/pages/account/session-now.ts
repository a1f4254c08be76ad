import { call } from '../../client/api.ts';
import { queries } from '../../client/queries.ts';
import { session, setSession, type SignedIn } from '../../client/session.ts';

/** Takes over what the system says of this session now: its post, and what it still has to do first. */
export async function readSessionAgain(): Promise<void> {
  goOnAs(await call('GET', '/v1/sessions'));
}

/** Goes on under the same token as what the system answered; all that is shown is read anew, as this post sees it. */
export function goOnAs(answered: Partial<SignedIn>): void {
  const before = session();
  if (before === null) return;
  setSession({ ...before, ...answered, token: before.token });
  void queries.resetQueries();
}
