import type { Door } from '../../db/accounts/door.ts';
import type { Api } from '../context.ts';

/** Where people sign in, as this system is set up. */
export function doorOf({ db, secrets, environment }: Pick<Api, 'db' | 'secrets' | 'environment'>): Door {
  return { db, secrets, secondFactor: environment.secondFactor };
}
