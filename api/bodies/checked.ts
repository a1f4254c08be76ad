import type { JsonSchema } from '../../workflows/kernel/face.ts';
import { problem } from '../problems/problem.ts';
import { faultsOf } from './schemas.ts';

/** Refuses a body that its schema does not pass, with every fault by JSON pointer (400 `InvalidBody`). */
export function checkBody(schema: JsonSchema, body: unknown): void {
  const errors = faultsOf(schema, body);
  const [first] = errors;
  if (first === undefined) return;
  const where = first.pointer === '' ? '内容' : first.pointer.slice(1);
  throw problem('InvalidBody', `${where}：${first.detail}。`, { errors });
}
