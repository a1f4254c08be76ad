import { personalDataIn, type PersonalData } from '../../db/registers/personal-data.ts';
import { plainName } from '../../db/registers/plain-name.ts';
import type { Day } from '../../workflows/kernel/instant.ts';
import { problem, type Problem } from '../problems/problem.ts';

/** By these an entry is found again, so each has one spelling. */
const NAMES = ['name', 'shortName', 'sign', 'title', 'sector', 'sectors'];
/** What people write freely; it stays as it is. */
const WORDS = ['reason', 'basis', 'address', 'source'];

/**
 * What is asked of a register, with its names in their one spelling. Throws 400 where a name or free text tells the number
 * of an identity card or of a mobile phone: versions of registers are read by many and stay for good.
 */
export function plainWords(body: unknown, today: Day): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const plain = Object.entries(body).map(([field, value]: [string, unknown]) => {
    const isName = NAMES.includes(field);
    if (!isName && !WORDS.includes(field)) return [field, value] as const;
    const texts = [value].flat().filter((text) => typeof text === 'string');
    const found = texts.map((text) => personalDataIn(text, today)).find((it) => it !== null);
    if (found !== undefined) throw personal(`/${field}`, found);
    return [field, isName ? spelled(value) : value] as const;
  });
  return Object.fromEntries(plain);
}

function spelled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(spelled);
  return typeof value === 'string' ? plainName(value) : value;
}

const SAID: Readonly<Record<PersonalData, string>> = {
  identityNumber: '不能填写身份证号：名录的变更记录长期保存、多人可读，身份证号只在“身份证号”一栏登记',
  mobile: '不能填写手机号：名录的变更记录长期保存、多人可读，电话只在“电话”一栏登记',
};

function personal(pointer: string, found: PersonalData): Problem {
  return problem('InvalidBody', `${SAID[found]}。`, { errors: [{ pointer, code: found, detail: SAID[found] }] });
}
