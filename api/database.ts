import { connect, type Db } from '../db/client.ts';

/** Less than the 4.9 s in which everyone is answered: a statement that is too slow ends before, and frees its connection. */
const SETTINGS = {
  statement_timeout: '4500',
  lock_timeout: '4000',
  idle_in_transaction_session_timeout: '10000',
  // Which index leads to a page depends on what is asked for: one plan for every township reads a whole register for the smallest.
  plan_cache_mode: 'force_custom_plan',
  // What a statement of the whole register sorts and joins is held in memory.
  work_mem: '64MB',
};

/** The database as the API holds it. */
export function apiDatabase(url: string): Db {
  return connect(url, { name: 'bihuan api', max: 16, settings: SETTINGS });
}
