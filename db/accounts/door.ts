import type { Db } from '../client.ts';
import type { Secrets } from '../secrets.ts';
import type { SecondFactor } from './restriction.ts';

/** Where and under which rules people sign in. */
export interface Door {
  readonly db: Db;
  readonly secrets: Secrets;
  readonly secondFactor: SecondFactor;
}
