import { problem } from '../problems/problem.ts';

/** Deeper nesting than any schema asks for is refused before anything walks it recursively. */
const DEPTH_MAX = 40;

const LONE_SURROGATE = /\p{Surrogate}/u;
/** Blanks of every width, controls, joiners and fillers, and the empty Braille cell. */
const INVISIBLE = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]+$/u;

/** What stands in a record in place of a text that is kept apart. */
const KEPT_APART = /sealed:[0-9a-f]{64}/;

/** Refuses text that cannot be stored as it was sent, wherever it stands in the value. */
export function refuseUnstorable(value: unknown, pointer = '', depth = 0): void {
  if (depth > DEPTH_MAX) throw problem('MalformedRequest', '内容嵌套层次过深。');
  if (typeof value === 'string') {
    if (isUnstorable(value)) throw unstorable(pointer);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    if (isUnstorable(key)) throw unstorable(pointer);
    refuseUnstorable(item, `${pointer}/${escapePointer(key)}`, depth + 1);
  }
}

/** One segment of a JSON pointer (RFC 6901). */
export function escapePointer(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Refuses text that nobody can see, wherever it stands in the value: it says nothing though it is not empty. */
export function refuseInvisible(value: unknown, pointer = ''): void {
  if (typeof value === 'string') {
    if (INVISIBLE.test(value)) throw blank(pointer);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) refuseInvisible(item, `${pointer}/${escapePointer(key)}`);
}

/** Refuses text that names a text which is kept apart: wherever what was said is shown, that text would stand in its place. */
export function refuseKeptApart(value: unknown, pointer = ''): void {
  if (typeof value === 'string') {
    if (KEPT_APART.test(value)) throw keptApart(pointer);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) refuseKeptApart(item, `${pointer}/${escapePointer(key)}`);
}

/** Lone surrogates cannot be written as UTF-8, and PostgreSQL stores no NUL. */
function isUnstorable(text: string): boolean {
  return text.includes('\0') || LONE_SURROGATE.test(text);
}

function blank(pointer: string): Error {
  const detail = '不能只填空白或看不见的字符。';
  return problem('InvalidBody', detail, { errors: [{ pointer, code: 'blank', detail }] });
}

function keptApart(pointer: string): Error {
  const detail = '不能填写系统内部的文字编号（sealed:…）。';
  return problem('InvalidBody', detail, { errors: [{ pointer, code: 'keptApart', detail }] });
}

function unstorable(pointer: string): Error {
  const detail = '文字中有残缺的字符或空字符，请检查后重新填写。';
  return problem('InvalidText', detail, { errors: [{ pointer, code: 'unstorable', detail }] });
}
