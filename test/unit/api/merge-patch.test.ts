import { expect, it } from 'vitest';
import { mergePatch } from '../../../api/bodies/merge-patch.ts';

it.each([
  [{ a: 1, b: { c: 2 } }, { b: { d: 3 } }, { a: 1, b: { c: 2, d: 3 } }],
  [{ a: 1, b: 2 }, { a: null }, { b: 2 }],
  [{ a: [1, 2] }, { a: [3] }, { a: [3] }],
  [{ a: [1] }, { a: { b: 1 } }, { a: { b: 1 } }],
  [{ a: { b: 1 } }, { a: { c: { d: null, e: 1 } } }, { a: { b: 1, c: { e: 1 } } }],
  [{ a: 1 }, {}, { a: 1 }],
])('%j patched by %j is %j (RFC 7396)', (target, patch, merged) => {
  const before = JSON.stringify(target);
  expect(mergePatch(target, patch)).toEqual(merged);
  expect(JSON.stringify(target)).toBe(before);
});
