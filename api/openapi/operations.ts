/** What an operation answers: `schema` names a shared schema, `type` the media type of what is not JSON. */
interface Answer {
  readonly description: string;
  readonly schema?: string;
  readonly type?: string;
}

/** One operation of the OpenAPI document, said in the fewest words. */
export interface Operation {
  readonly tag: string;
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly object[];
  readonly body?: object;
  readonly answers: Readonly<Record<string, Answer>>;
  /** Statuses of refusals beside those that follow from the access table (`refusals.ts`). */
  readonly refuses?: readonly number[];
  /** No session is needed. */
  readonly open?: boolean;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** The operation as the document holds it; `withRefusals` adds what every such operation may refuse by. */
export function operationObject(it: Operation): object {
  return {
    tags: [it.tag],
    operationId: it.id,
    summary: it.summary,
    ...(it.description === undefined ? {} : { description: it.description }),
    ...(it.parameters === undefined ? {} : { parameters: it.parameters }),
    ...(it.body === undefined ? {} : { requestBody: it.body }),
    ...(it.open === true ? { security: [] } : {}),
    responses: {
      ...Object.fromEntries((it.refuses ?? []).map((status) => [status, problemRef(status)])),
      ...Object.fromEntries(Object.entries(it.answers).map(([status, answer]) => [status, answerObject(answer)])),
    },
    ...it.extra,
  };
}

/** A request body in JSON; its example is real wherever one is given. */
export function jsonBody(schema: object, example?: unknown): object {
  const content = example === undefined ? { schema } : { schema, example };
  return { required: true, content: { 'application/json': content } };
}

/** A request body of one uploaded file in the field `file`. */
export function fileBody(description: string): object {
  const schema = {
    type: 'object',
    required: ['file'],
    properties: { file: { type: 'string', contentMediaType: 'application/octet-stream', description } },
  };
  return { required: true, content: { 'multipart/form-data': { schema } } };
}

export function query(name: string, description: string, schema: object = { type: 'string' }): object {
  return { name, in: 'query', description, schema };
}

export function path(name: string, description: string): object {
  return { name, in: 'path', required: true, description, schema: { type: 'string' } };
}

/** What pages of every register may be asked by. */
export const PAGE: readonly object[] = [
  query('q', '名称中的文字'),
  query('cursor', '上一页的 next'),
  query('limit', '每页条数'),
];

/** The headers of every command. */
export const COMMAND_HEADERS: readonly object[] = [
  {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: '幂等键：1 至 64 个可见 ASCII 字符，同一键同一内容只办理一次',
    schema: { type: 'string', minLength: 1, maxLength: 64 },
  },
  {
    name: 'Prefer',
    in: 'header',
    description: '`respond-async`：登记后即答复 202，结果另查',
    schema: { type: 'string' },
  },
];

export const IF_MATCH: object = {
  name: 'If-Match',
  in: 'header',
  description: '期望的事项版本，如 "12"；已变则 412',
  schema: { type: 'string' },
};

/** A refusal by a problem document; those that pass say when to come again. */
export function problemRef(status: number): object {
  return { $ref: `#/components/responses/${status === 429 || status === 503 ? 'TryAgain' : 'Problem'}` };
}

const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

/** The answers that operations share, as `components.responses` of the document. */
export const RESPONSES: Readonly<Record<string, object>> = {
  Problem: { description: '问题说明（RFC 9457）', content: PROBLEM },
  TryAgain: {
    description: '暂时不能答复，请在 Retry-After 秒后再试',
    headers: { 'Retry-After': { schema: { type: 'integer', minimum: 0 } } },
    content: PROBLEM,
  },
};

function answerObject({ description, schema, type }: Answer): object {
  if (schema === undefined) return type === undefined ? { description } : { description, content: { [type]: {} } };
  return { description, content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } } };
}
