import { describe, expect, it } from 'vitest';
import { canonicalTimes, hashOf } from '../../../api/bodies/canonical.ts';
import { checkBody } from '../../../api/bodies/checked.ts';
import { referencesOf } from '../../../api/bodies/references.ts';
import { faultsOf } from '../../../api/bodies/schemas.ts';
import { refuseInvisible, refuseKeptApart, refuseUnstorable } from '../../../api/bodies/text.ts';
import type { Problem } from '../../../api/problems/problem.ts';
import type { JsonSchema } from '../../../workflows/kernel/face.ts';

const SUBJECT: JsonSchema = {
  type: 'object',
  required: ['kind', 'id'],
  additionalProperties: false,
  oneOf: [
    { properties: { kind: { const: 'unit' }, id: { type: 'string', 'x-ref': 'unit' } } },
    { properties: { kind: { const: 'person' }, id: { type: 'string', 'x-ref': 'person' } } },
  ],
  properties: { kind: { type: 'string' }, id: { type: 'string' } },
};

const SCHEMA: JsonSchema = {
  type: 'object',
  required: ['place'],
  additionalProperties: false,
  properties: {
    place: { type: 'string', minLength: 1, maxLength: 5 },
    foundOn: { type: 'string', format: 'date' },
    heldAt: { type: 'string', format: 'date-time' },
    photos: { type: 'array', items: { type: 'string', 'x-ref': 'evidence' } },
    subjects: { type: 'array', items: { $ref: '#/$defs/subject' } },
    count: { type: 'integer' },
  },
  $defs: { subject: SUBJECT },
};

function codesOf(body: unknown): readonly string[] {
  return faultsOf(SCHEMA, body).map(({ pointer, code }) => `${pointer} ${code}`);
}

function thrownBy(act: () => void): Problem {
  try {
    act();
  } catch (error) {
    return error as Problem;
  }
  throw new Error('nothing was thrown');
}

describe('the faults of a body', () => {
  it('name every place by JSON pointer, in Chinese', () => {
    expect(codesOf({ foundOn: '2026-02-30', count: '3', 'a/b': 1 })).toEqual([
      '/place required',
      '/a~1b additionalProperties',
      '/foundOn format',
      '/count type',
    ]);
    expect(faultsOf(SCHEMA, { place: '' })[0]?.detail).toBe('至少 1 个字');
  });

  it('are none for a body that passes, and nothing is coerced or removed from it', () => {
    const body = { place: '车间', count: 3 };
    expect(faultsOf(SCHEMA, body)).toEqual([]);
    expect(body).toEqual({ place: '车间', count: 3 });
  });

  it('stop at twenty', () => {
    const body = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`extra${i.toString()}`, i]));
    expect(faultsOf(SCHEMA, body)).toHaveLength(20);
  });

  it('become one problem of status 400', () => {
    const thrown = thrownBy(() => {
      checkBody(SCHEMA, { place: '车间', nope: true });
    });
    expect(thrown).toMatchObject({ status: 400, code: 'InvalidBody', detail: 'nope：没有这一项。' });
  });
});

describe('the references of a body', () => {
  it('are read by the alternative that the value passes, with their places', () => {
    const body = {
      place: '车间',
      photos: ['sha256:1'],
      subjects: [
        { kind: 'person', id: 'p1' },
        { kind: 'unit', id: 'u1' },
      ],
    };
    const found = referencesOf(SCHEMA, body);
    expect([...found.person]).toEqual([['p1', '/subjects/0/id']]);
    expect([...found.unit]).toEqual([['u1', '/subjects/1/id']]);
    expect([...found.evidence]).toEqual([['sha256:1', '/photos/0']]);
  });
});

describe('canonical forms', () => {
  it('times become the one form in which strings compare as time', () => {
    expect(canonicalTimes(SCHEMA, { place: '车间', heldAt: '2026-03-01T01:00:00Z' })).toEqual({
      place: '车间',
      heldAt: '2026-03-01T09:00:00.000+08:00',
    });
  });

  it('a hash does not depend on the order of keys', () => {
    expect(hashOf({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(hashOf({ b: [{ d: 3, c: 2 }], a: 1 }));
    expect(hashOf({ a: 1 })).not.toBe(hashOf({ a: 2 }));
  });
});

describe('text that cannot be stored', () => {
  it.each([
    ['a lone surrogate', { place: 'a\ud800b' }, '/place'],
    ['a NUL', { place: 'a\0b' }, '/place'],
    ['a lone surrogate in a key', { 'x\udc00': 1 }, ''],
  ])('%s is refused with its place', (_name, body, pointer) => {
    const thrown = thrownBy(() => {
      refuseUnstorable(body);
    });
    expect(thrown).toMatchObject({ status: 400, code: 'InvalidText' });
    expect(thrown.errors[0]?.pointer).toBe(pointer);
  });

  it.each(['\u200b', '\u3000', ' \t', '\u2060\ufeff', '\u3164', '\u2800', '\u00ad\ufe0f'])(
    'text of %j only is refused as blank, and beside a letter it is not',
    (hidden) => {
      const thrown = thrownBy(() => {
        refuseInvisible({ notes: ['见附件', hidden] });
      });
      expect(thrown).toMatchObject({
        status: 400,
        code: 'InvalidBody',
        errors: [{ pointer: '/notes/1', code: 'blank' }],
      });
      expect(() => {
        refuseInvisible({ note: `${hidden}已处理`, empty: '' });
      }).not.toThrow();
    },
  );

  it('text that names a kept-apart one is refused, since that would be shown in its place', () => {
    const thrown = thrownBy(() => {
      refuseKeptApart({ notes: ['见附件', `见 sealed:${'a1'.repeat(32)}`] });
    });
    expect(thrown).toMatchObject({ status: 400, errors: [{ pointer: '/notes/1', code: 'keptApart' }] });
    expect(() => {
      refuseKeptApart({ note: `sealed:${'a1'.repeat(31)}`, other: 'sealed:' });
    }).not.toThrow();
  });

  it('a paired surrogate is text like any other', () => {
    expect(() => {
      refuseUnstorable({ place: '𠮷野家' });
    }).not.toThrow();
  });

  it('nesting beyond any schema is refused before it is walked', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 5_000; i += 1) deep = [deep];
    const thrown = thrownBy(() => {
      refuseUnstorable(deep);
    });
    expect(thrown.code).toBe('MalformedRequest');
  });
});
