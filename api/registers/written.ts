import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { NotWritten, Reasoned, Staffer, Written } from '../../db/registers/entry.ts';
import { idempotencyKey, orderIdOf } from '../commands/identity.ts';
import { signedIn } from '../plugins/sessions.ts';
import type { ProblemCode } from '../problems/catalogue.ts';
import { problem, type Problem } from '../problems/problem.ts';

/** What a register calls its entries, and the code of what does not fit it. */
export interface EntryWords {
  readonly prefix: 'u' | 'p' | 'per' | 'ent';
  readonly what: string;
  readonly unfit: 'UnitUnfit' | 'PostUnfit' | 'PersonUnfit' | 'EnterpriseUnfit';
}

/** What a register says in its own words, where they are not those of all. */
export interface OwnWords {
  readonly what: string;
  readonly unfit: EntryWords['unfit'] | 'JurisdictionUnfit' | 'ResponsibilityUnfit';
  readonly says?: Partial<Readonly<Record<NotWritten, string>>>;
}

/** The id of a new entry: as it is given, or drawn; with a key the same request draws the same. */
export function newId(request: FastifyRequest, { prefix, unfit }: EntryWords, given: string | undefined): string {
  const header = request.headers['idempotency-key'];
  const key = header === undefined ? randomUUID() : idempotencyKey(header);
  return given ?? orderIdOf(prefix, unfit, signedIn(request).actor.person, key);
}

/** Who changes it, when and why. */
export function reasonedBy(request: FastifyRequest, reason: string): Reasoned {
  return { by: signedIn(request).actor.person, at: request.receivedAt, reason };
}

/** The same, and in which role. */
export function stafferOf(request: FastifyRequest, reason: string): Staffer {
  return { ...reasonedBy(request, reason), role: signedIn(request).actor.role };
}

/** The entry as it stands after what was asked. Throws the problem that says why it was not written. */
export function written<Row>(said: Written<Row>, words: OwnWords, isGiven = true): Row {
  if ('done' in said) return said.done;
  if ('not' in said) throw notWritten(said.not, words, isGiven);
  if ('faults' in said) {
    const [first] = said.faults;
    throw problem(words.unfit, `${first?.detail ?? '不符合要求'}。`, { errors: said.faults });
  }
  const { matters, posts, units } = said.against;
  const counted = [
    { code: 'OpenMatters', n: matters, detail: `在办事项 ${matters.toString()} 件` },
    { code: 'LivePosts', n: posts, detail: `有效岗位 ${posts.toString()} 个` },
    { code: 'LiveUnits', n: units, detail: `有效下级单位 ${units.toString()} 个` },
  ].filter(({ n }) => n > 0);
  throw problem('UnitInUse', `该单位届时尚有${counted.map(({ detail }) => detail).join('、')}，须先移交、撤销。`, {
    errors: counted.map(({ code, detail }) => ({ pointer: '/validTo', code, detail })),
  });
}

function notWritten(not: NotWritten, { what, says }: OwnWords, isGiven: boolean): Problem {
  // An id that a key drew is another's only where the key was used for something else.
  if (not === 'taken' && !isGiven)
    return problem('KeyUsedForOther', `这个幂等键已经用于另一个${what}，请换一个键再提交。`);
  const [code, detail] = SAID[not];
  return problem(code, says?.[not] ?? detail.replaceAll('{what}', what));
}

const SAID: Readonly<Record<NotWritten, readonly [code: ProblemCode, detail: string]>> = {
  absent: ['NotFound', '名录中没有这个{what}。'],
  taken: ['IdTaken', '这个编码已用于名录中的另一个{what}，编码不重复使用。'],
  nothing: ['NothingToChange', '名录中的{what}已经如此。'],
  period: ['InvalidPeriod', '{what}的截止日不能早于起始日，也不能早于今天。'],
  unit: ['UnknownUnit', '单位不在名录中。'],
  own: ['OwnAppointment', '本人所任岗位的角色和层级须由他人变更。'],
  reach: ['Forbidden', '系统、安全、审计管理员的岗位由安委办主任变更，系统管理员不能变更。'],
  last: ['LastAdministrator', '此后将没有人担任这一管理员，须先由他人任职并开通账号。'],
  card: ['Forbidden', '已登记的身份证号由安委办主任更正，系统管理员不能更换。'],
  nobody: ['UnknownPerson', '该人员不在名录中。'],
  past: ['InvalidPeriod', '{what}的截止日不能早于今天，也不能改动已过日期的记录。'],
  known: ['EnterpriseKnown', '同名或同一统一社会信用代码的企业已经登记。'],
  gap: ['JurisdictionGap', '该行业领域尚有企业或在办事项，截止后将没有直接监管单位；须注明此后由安委办承接。'],
  person: ['SamePerson', '这个身份证号已在名录中登记，同一自然人不能登记两次；请核对后使用原有登记。'],
};
