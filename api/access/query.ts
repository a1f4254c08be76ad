import type { FastifyRequest } from 'fastify';
import { parseDay, type Day } from '../../workflows/kernel/instant.ts';
import { problem } from '../problems/problem.ts';

/** The parameters of a query string, each at most once. */
export type Query = Readonly<Record<string, string | undefined>>;

/** The query of a request; a parameter that is not in `allowed`, or stands twice, is refused (400). */
export function queryOf(request: FastifyRequest, allowed: readonly string[]): Query {
  const query = request.query as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(query)) {
    if (!allowed.includes(name)) throw bad(name, 'unknown', '没有这个查询参数');
    if (typeof value !== 'string') throw bad(name, 'repeated', '这个查询参数只能出现一次');
  }
  return query as Query;
}

/** `true` or `false`; null when it is not given or empty. */
export function booleanOf(query: Query, name: string): boolean | null {
  const text = textOf(query, name);
  if (text === null) return null;
  if (text !== 'true' && text !== 'false') throw bad(name, 'type', '应为 true 或 false');
  return text === 'true';
}

/** A whole number between bounds; null when it is not given or empty. */
export function integerOf(query: Query, name: string, min: number, max: number): number | null {
  const text = textOf(query, name);
  if (text === null) return null;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw bad(name, 'range', `应为 ${min.toString()} 至 ${max.toString()} 的整数`);
}

/** A day; null when it is not given or empty. */
export function dayIn(query: Query, name: string): Day | null {
  const text = textOf(query, name);
  if (text === null) return null;
  const day = parseDay(text);
  if (day === null) throw bad(name, 'format', '不是有效日期，应为 2026-03-01 的形式');
  return day;
}

/** The text of a parameter; null when it is not given or empty. */
export function textOf(query: Query, name: string): string | null {
  const text = query[name];
  return text === undefined || text === '' ? null : text;
}

/** One of a few words; null when it is not given or empty. */
export function oneOf<Word extends string>(query: Query, name: string, words: readonly Word[]): Word | null {
  const text = textOf(query, name);
  if (text === null) return null;
  const found = words.find((word) => word === text);
  if (found === undefined) throw bad(name, 'enum', `应为 ${words.join('、')} 之一`);
  return found;
}

/** A fault of one query parameter (400 `InvalidQuery`). */
export function bad(name: string, code: string, detail: string): Error {
  return problem('InvalidQuery', `${name}：${detail}。`, { errors: [{ pointer: `/${name}`, code, detail }] });
}
