import fc from 'fast-check';
import { filledIn } from '../../../../api/openapi/demo.ts';
import type { Described, Parameter } from './described.ts';
import { lookingValid } from './from-schema.ts';
import { encoded, HOSTILE, HOSTILE_SEGMENT, spoilt } from './hostile.ts';
import { collectionOf, type Pool } from './pool.ts';
import { DEMO_PICTURE } from '../../../support/demo-picture.ts';

/** A request before what it names is looked up: `{known}` is a name that answers have told. */
export interface Request {
  readonly path: readonly Segment[];
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body | null;
}

type Segment = string | { readonly known: string; readonly n: number };

interface Body {
  readonly type: string | null;
  readonly content: unknown;
  /** Sent as it is; anything else is written as JSON. */
  readonly isRaw: boolean;
}

/** Requests to an operation: half as it is described, half as nobody should send them. */
export function requestsTo(operation: Described): fc.Arbitrary<Request> {
  const parameters = operation.parameters ?? [];
  return fc.record({
    path: fc.tuple(...operation.path.split('/').map((part, i, parts) => segment(part, parts.slice(0, i).join('/')))),
    query: queries(parameters.filter((one) => one.in === 'query')),
    headers: headers(parameters.filter((one) => one.in === 'header')),
    body: bodies(operation),
  });
}

/** The address of a request, with what the pool knows. */
export function urlOf({ path, query }: Request, pool: Pool): string {
  const url = path.map((part) => (typeof part === 'string' ? part : encodeURI(pool.one(part.known, part.n)))).join('/');
  const asked = query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
  return asked === '' ? url : `${url}?${asked}`;
}

/** The content of a request, with what the pool knows. */
export function payloadOf({ body }: Request, pool: Pool): string | Buffer | undefined {
  if (body === null) return undefined;
  if (body.isRaw) return body.content as string | Buffer;
  const text = JSON.stringify(filledIn(body.content, {})) as string | undefined;
  return text?.replaceAll(/"@(\w+:\w+):(\d+)"/g, (_, key: string, n: string) =>
    JSON.stringify(pool.one(key, Number(n))),
  );
}

function segment(part: string, before: string): fc.Arbitrary<Segment> {
  const name = /^\{(\w+)\}$/.exec(part)?.[1];
  if (name === undefined) return fc.constant(part);
  const known = fc.record({ known: fc.constant(`${collectionOf(before)}:${name}`), n: fc.nat(99) });
  return fc.oneof({ arbitrary: known, weight: 5 }, { arbitrary: HOSTILE_SEGMENT, weight: 1 });
}

function queries(parameters: readonly Parameter[]): fc.Arbitrary<readonly (readonly [string, string])[]> {
  const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  const known = parameters.map(({ name, schema }) =>
    fc.tuple(fc.constant(name), fc.oneof(lookingValid(schema).map(text), HOSTILE.map(text))),
  );
  const wild = fc.tuple(
    fc.constantFrom('nobodyKnows', '__proto__', 'limit', 'cursor', 'q', 'asOf', ''),
    HOSTILE.map(text),
  );
  const some = fc.subarray(known).chain((chosen) => fc.tuple(...chosen));
  return fc.oneof(
    { arbitrary: fc.constant([]), weight: 2 },
    { arbitrary: some, weight: 3 },
    { arbitrary: fc.tuple(some, wild).map(([many, one]) => [...many, one]), weight: 1 },
    { arbitrary: some.map((many) => [...many, ...many]), weight: 1 },
  );
}

const LATIN = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  maxLength: 80,
});

function headers(parameters: readonly Parameter[]): fc.Arbitrary<Readonly<Record<string, string>>> {
  const named = Object.fromEntries(
    parameters.map(({ name }) => {
      const good = name === 'Idempotency-Key' ? fc.uuid() : fc.constantFrom('"1"', 'respond-async');
      return [name.toLowerCase(), fc.oneof({ arbitrary: good, weight: 6 }, { arbitrary: LATIN, weight: 1 })] as const;
    }),
  );
  const wild = fc.record(
    {
      ...named,
      prefer: fc.constantFrom('respond-async', 'wait=1', ''),
      'if-match': fc.oneof(fc.constantFrom('*', '"0"', 'W/"1"', '"99999999999999999999"'), LATIN),
      accept: fc.constantFrom('text/html', '*/*;q=0', ''),
      'x-forwarded-for': fc.constantFrom('127.0.0.1', "'"),
      'x-http-method-override': fc.constant('DELETE'),
      cookie: LATIN,
      range: fc.constant('bytes=0-'),
    },
    { requiredKeys: [] },
  );
  const required = parameters.filter((one) => one.required === true).map(({ name }) => name.toLowerCase());
  return fc.oneof(
    { arbitrary: fc.record(named, { requiredKeys: required }), weight: 3 },
    { arbitrary: wild, weight: 1 },
  );
}

function bodies({ method, requestBody }: Described): fc.Arbitrary<Body | null> {
  if (requestBody === undefined)
    return method === 'GET' ? fc.constant(null) : fc.oneof(fc.constant(null), json(fc.constant({})), RAW);
  const { 'application/json': described } = requestBody.content;
  if (described?.schema === undefined) return fc.oneof({ arbitrary: FORM, weight: 4 }, RAW);
  const { schema, example } = described;
  const valid = lookingValid(schema);
  const good = example === undefined ? valid : fc.oneof(fc.constant(example), valid);
  return fc.oneof(
    { arbitrary: json(good), weight: 4 },
    { arbitrary: json(spoilt(good)), weight: 4 },
    { arbitrary: json(HOSTILE), weight: 1 },
    { arbitrary: RAW, weight: 2 },
  );
}

function json(content: fc.Arbitrary<unknown>): fc.Arbitrary<Body> {
  return content.map((value) => ({ type: 'application/json', content: value, isRaw: false }));
}

const TYPES = [
  'application/json', 'application/json; charset=gbk', 'text/plain', 'application/xml', 'application/x-www-form-urlencoded',
  'multipart/form-data', 'multipart/form-data; boundary=x', 'text/csv', ';', '', null,
] as const; // prettier-ignore

/** What is no JSON, or says that it is something else. */
const RAW: fc.Arbitrary<Body> = fc.record({
  type: fc.constantFrom(...TYPES),
  content: fc.constantFrom<string | Buffer>(
    '', '{', '{"a":', '[]', 'null', '{"a":1,"a":2}', '{"__proto__":{"role":"admin"}}', '{"constructor":{"prototype":{}}}',
    '['.repeat(20_000), `${'['.repeat(5_000)}${']'.repeat(5_000)}`, '1e999', 'NaN', '\ufeff{}', '日期,类型\n2027-01-01,休',
    Buffer.from('22ff22', 'hex'), Buffer.from('ed a0 80'.replaceAll(' ', ''), 'hex'), '--x\r\n\r\n--x--', '{"\\u0000":"\\ud800"}',
  ), // prettier-ignore
  isRaw: fc.constant(true),
});

const FILES: readonly (string | Buffer)[] = [
  DEMO_PICTURE,
  Buffer.from('89504e470d0a1a0a0000000d49484452ffffffffffffffff', 'hex'),
  Buffer.from('ffd8ffe000104a464946', 'hex'),
  Buffer.from('504b0304', 'hex'),
  '现场检查记录',
  '编号,隐患描述\n1,消防通道被占用\n',
  'a,b\n"unclosed',
  '',
];

/** Forms of one file, whole and broken. */
const FORM: fc.Arbitrary<Body> = fc
  .record({
    field: fc.constantFrom('file', 'file', 'file', 'other', '', '__proto__'),
    name: fc.constantFrom('a.png', '台账.csv', '台账.xlsx', '../../a', 'a\u0000.png', 'n'.repeat(400)),
    content: fc.constantFrom(...FILES),
    break: fc.constantFrom('', '', '', 'cut', 'twice', 'boundary'),
  })
  .map(({ field, name, content, break: how }) => {
    const head = `--x\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: image/png\r\n\r\n`;
    const part = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from('\r\n')]);
    const whole = Buffer.concat([part, ...(how === 'twice' ? [part] : []), Buffer.from('--x--\r\n')]);
    const boundary = how === 'boundary' ? 'y' : 'x';
    return {
      type: `multipart/form-data; boundary=${boundary}`,
      content: how === 'cut' ? whole.subarray(0, whole.length - 12) : whole,
      isRaw: true,
    };
  });
