import type { Session } from '../../db/accounts/session.ts';
import { sha256 } from '../../db/chain.ts';
import { trailActor, type TrailEntry } from '../../db/trail.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';

/** What the trail says of a session that begins, goes on as another post, or is ended by its owner. */
export function sessionTold(
  type: 'SignedIn' | 'SignedOut',
  { actor, username, method }: Session,
  address: string,
  at: Instant,
  more: Readonly<Record<string, string>> = {},
): TrailEntry {
  const data = { address, method, ...more };
  return { at, type, actor: trailActor(actor), subject: `accounts/${username}`, data };
}

/** What it says at the moment at which an account begins to rest; `person` is whose it is. */
export function accountLocked(username: string, person: string | null, address: string, at: Instant): TrailEntry {
  const subject = `accounts/${username}`;
  return { at, type: 'AccountLocked', actor: { process: 'api' }, subject, data: { person, address } };
}

/** People type passwords where names belong: of a name that is no account only a few bits stand, to tell it again. */
export function signInRefused(
  code: string,
  username: string,
  person: string | null,
  address: string,
  at: Instant,
): TrailEntry {
  const known = { subject: `accounts/${username}`, data: { code, person, address } };
  const unknown = { subject: null, data: { code, name: sha256(`name\n${username}`).slice(0, 6), address } };
  return { at, type: 'SignInRefused', actor: { process: 'api' }, ...(person === null ? unknown : known) };
}
