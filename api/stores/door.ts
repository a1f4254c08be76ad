import type { Door } from '../../db/accounts/door.ts';
import type { Api } from '../context.ts';

/**
 * Where people sign in. Administrators need a second factor but where the launcher started all parts itself: that is the
 * demonstration, whose accounts lie in a file beside it.
 */
export function doorOf({ db, secrets, environment }: Pick<Api, 'db' | 'secrets' | 'environment'>): Door {
  return { db, secrets, secondFactor: environment.trialAllowed ? 'optional' : 'required' };
}
