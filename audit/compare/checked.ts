import type { Difference } from '../verdict.ts';

/** What a check finds; where the content is such that the check cannot even finish, that is the finding. */
export function checked(witness: Difference['witness'], seq: number, check: () => Difference[]): Difference[] {
  try {
    return check();
  } catch (error) {
    return [{ witness, seq, what: `内容无法核验：${error instanceof Error ? error.message : String(error)}` }];
  }
}
