import { describe, expect, it } from 'vitest';
import { departure, saying } from '../../../audit/compare/departure.ts';

describe('two JSON values', () => {
  it('do not depart from each other when only the order of their members differs', () => {
    expect(departure({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toBeNull();
  });

  it('depart at the first path where they differ', () => {
    expect(departure({ a: { b: [1, 2] } }, { a: { b: [1, 3] } })).toEqual({ path: 'a.b.1', expected: 2, found: 3 });
    expect(departure({ a: 1 }, { a: 1, b: 2 })).toEqual({ path: 'b', expected: undefined, found: 2 });
    expect(departure([1], [1, 2])).toEqual({ path: '1', expected: undefined, found: 2 });
    expect(departure({ a: [] }, { a: {} })).toMatchObject({ path: 'a' });
    expect(departure(null, {})).toMatchObject({ path: '' });
  });

  it('hold a member that is undefined as absent', () => {
    expect(departure({ a: 1, b: undefined }, { a: 1 })).toBeNull();
  });

  it('are told apart in one Chinese clause, long values shortened', () => {
    expect(saying({ path: 'data.n', expected: 1, found: undefined })).toBe('data.n 应为 1，实为 （无）');
    expect(saying({ path: '', expected: 'x'.repeat(200), found: 1 })).toMatch(/^内容 应为 "x+…，实为 1$/);
  });
});
