import type { JsonSchema } from '../../workflows/kernel/face.ts';
import { shaped } from '../../workflows/kernel/schema-parts.ts';
import { dayOf, daysBetween, type Day, type Instant } from '../../workflows/kernel/instant.ts';
import { problem, type Fault } from '../problems/problem.ts';

/** A version of a policy in the register, or changes on top of one, tried out for this rehearsal alone. */
export type AskedPolicy = string | { readonly basedOn: string; readonly changes: Readonly<Record<string, unknown>> };

/** What a rehearsal is asked for with; days are inclusive. */
export interface AskedRehearsal {
  readonly policy: AskedPolicy;
  readonly from: Day;
  readonly to: Day;
}

const POLICY_NAME = shaped(
  '^(?:(?:[a-z]+/)?[a-z]+/)?[1-9][0-9]{0,5}$',
  '应为办理规则的编号，如 hazard/standard/3，或只写版本号 3',
);

/** A policy is named as the register does, `hazard/standard/3`; what is left out at the front is `hazard/standard`. */
export const REHEARSAL_SCHEMA: JsonSchema = {
  type: 'object',
  required: ['policy', 'from', 'to'],
  additionalProperties: false,
  properties: {
    policy: {
      ...POLICY_NAME,
      type: ['string', 'object'],
      required: ['basedOn', 'changes'],
      additionalProperties: false,
      properties: { basedOn: POLICY_NAME, changes: { type: 'object' } },
    },
    from: { type: 'string', format: 'date' },
    to: { type: 'string', format: 'date' },
  },
};

/** Longer periods would be read from a ledger that mostly ran under other policies. */
const YEARS_MAX = 5;

/** Refuses a period that is reversed, not over by today, or longer than five years (400 `InvalidBody`). */
export function checkPeriod(from: Day, to: Day, now: Instant): void {
  const faults: Fault[] = [];
  if (from > to) faults.push({ pointer: '/from', code: 'reversed', detail: '起始日晚于截止日' });
  if (to > dayOf(now)) faults.push({ pointer: '/to', code: 'future', detail: '只能预演已经过去的时期' });
  if (daysBetween(from, to) >= YEARS_MAX * 366)
    faults.push({ pointer: '/from', code: 'tooLong', detail: `一次最多预演 ${YEARS_MAX.toString()} 年` });
  const [first] = faults;
  if (first !== undefined)
    throw problem('InvalidBody', `${first.pointer.slice(1)}：${first.detail}。`, { errors: faults });
}
