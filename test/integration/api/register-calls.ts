import { expect } from 'vitest';
import { textOf, type Answered, type Caller } from './system.ts';

/** That an answer is the problem, told in Chinese, with these faults if any are named. */
export function expectProblem(
  answered: Answered,
  status: number,
  code: string,
  ...faults: readonly (readonly [pointer: string, code: string])[]
): void {
  expect({ status: answered.status, code: answered.body['code'] }).toEqual({ status, code });
  expect(textOf(answered, 'detail')).toMatch(/\p{Script=Han}/u);
  if (faults.length === 0) return;
  const errors = answered.body['errors'] as readonly { pointer: string; code: string; detail: string }[];
  expect(errors.map((error) => [error.pointer, error.code])).toEqual(faults);
  for (const { detail } of errors) expect(detail).toMatch(/\p{Script=Han}/u);
}

/** Changes a draft. */
export function patch(caller: Caller, url: string, body: unknown): Promise<Answered> {
  return caller.inject({
    method: 'PATCH',
    url,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });
}

/** Days on which a year's holidays may lie, as a notice has to list them. */
const STATUTORY = [
  ['01-01'],
  ['02-10', '02-11', '02-12', '02-13'],
  ['04-05', '05-01', '06-10', '09-20'],
  ['10-01', '10-02', '10-03'],
].flat();

/** A year's notice that is fit, with more days off; a weekday alone between two of them is off, too. */
export function noticeOf(year: number, off: readonly string[] = []) {
  const days = new Set([...STATUTORY.map((day) => `${year.toString()}-${day}`), ...off]);
  for (const day of [...days].sort())
    if (days.has(plus(day, 2)) && plus(day, 1).startsWith(year.toString())) days.add(plus(day, 1));
  return {
    year,
    holidays: [...days].sort(),
    workdays: [],
    source: `国办发明电〔${(year - 1).toString()}〕99号`,
    publishedOn: '2026-11-04',
  };
}

function plus(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
