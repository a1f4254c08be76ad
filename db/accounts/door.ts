import type { Db } from '../client.ts';
import type { Secrets } from '../secrets.ts';

/** Who must have a second factor: the three administrators, everyone who signs in (等保三级 8.1.4.1 d), or nobody. */
export type SecondFactor = 'required' | 'everyone' | 'optional';

/** Where and under which rules people sign in. */
export interface Door {
  readonly db: Db;
  readonly secrets: Secrets;
  readonly secondFactor: SecondFactor;
}
