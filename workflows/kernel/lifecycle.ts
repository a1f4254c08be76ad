import type { LifecycleRow } from './definition.ts';
import { refuse, type Refusal } from './refusal.ts';

/**
 * Whether the lifecycle table lets this command be heard: `NotHeardInStatus` when no row of it names the status,
 * `NotYours` when the actor stands in none of the rows' relations. Null: heard.
 */
export function heardIn(
  lifecycle: readonly LifecycleRow[],
  command: string,
  status: string,
  relations: readonly string[],
): Refusal<'NotHeardInStatus' | 'NotYours'> | null {
  const rows = lifecycle.filter(
    (row) => row.command === command && row.statuses !== 'opening' && row.statuses.includes(status),
  );
  if (rows.length === 0) return refuse('NotHeardInStatus', '事项当前所处环节不受理该操作。');
  if (!rows.some((row) => row.by.some((relation) => relations.includes(relation))))
    return refuse('NotYours', '该操作不由您所在岗位办理。');
  return null;
}
