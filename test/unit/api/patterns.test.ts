import { expect, it } from 'vitest';
import { faultsOf } from '../../../api/bodies/schemas.ts';
import { openApiDocument } from '../../../api/openapi/document.ts';
import { text } from '../../../workflows/kernel/schema-parts.ts';
import { KINDS } from '../../../workflows/kinds.ts';

/** Every pattern below a value, by where it stands, with what it says that it expects. */
function patterns(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null) return [];
  const { pattern, 'x-expected': expected } = value as { pattern?: unknown; 'x-expected'?: unknown };
  const own = typeof pattern === 'string' ? [[path, typeof expected === 'string' ? expected : ''] as const] : [];
  return [...own, ...Object.entries(value).flatMap(([key, part]) => patterns(part, `${path}/${key}`))];
}

it('every pattern of what people may send says in Chinese what it expects', () => {
  const bodies = Object.entries(openApiDocument()['paths'] as Readonly<Record<string, object>>).flatMap(
    ([path, operations]) =>
      Object.entries(operations).map(([method, { requestBody }]: [string, { requestBody?: unknown }]) => [
        `${method} ${path}`,
        requestBody,
      ]),
  );
  const found = patterns([...bodies, ...KINDS.map(({ face }) => [face.name, face.commands])]);
  expect(found.length).toBeGreaterThan(100);
  expect(found.filter(([, expected]) => !/\p{Script=Han}{2}/u.test(expected))).toEqual([]);
});

it('what does not fit a pattern is told what is expected', () => {
  expect(faultsOf(text('名称'), ' ')).toEqual([{ pointer: '', code: 'pattern', detail: '不能只填空白' }]);
});
