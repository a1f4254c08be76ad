import { Ajv2020 } from 'ajv/dist/2020.js';
import { openApiDocument } from '../../../../api/openapi/document.ts';
import { parseDay, parseInstant } from '../../../../workflows/kernel/instant.ts';
import type { JsonSchema } from '../../../../workflows/kernel/face.ts';
import type { Answered } from '../system.ts';

/** A parameter as it is described. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: JsonSchema;
}

type Content = Readonly<Record<string, { readonly schema?: JsonSchema; readonly example?: unknown }>>;

/** An operation as it is described, with its method in capitals and its path with `{parameters}`. */
export interface Described {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Content }>>;
}

const document = openApiDocument();
const ajv = new Ajv2020({
  strict: false,
  formats: {
    date: (text: string) => parseDay(text) !== null,
    'date-time': (text: string) => parseInstant(text) !== null,
  },
});
ajv.addSchema(document, 'openapi');

/** Every operation of the description. */
export const OPERATIONS: readonly Described[] = Object.entries(
  document['paths'] as Readonly<Record<string, Readonly<Record<string, Described>>>>,
).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
);

/** What stands at a reference such as `#/components/schemas/Matter`; throws when nothing does. */
export function referred(ref: string): unknown {
  const parts = ref
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
  const found = parts.reduce<unknown>(
    (at, part) => (at as Readonly<Record<string, unknown>> | undefined)?.[part],
    document,
  );
  if (found === undefined) throw new Error(`nothing stands at ${ref}`);
  return found;
}

/** How an answer differs from what is described: its status, its type of content, its content; null where it does not. */
export function deviation({ responses }: Described, { status, headers, raw, body }: Answered): string | null {
  const named = responses[status.toString()];
  if (named === undefined) return `status ${status.toString()} is not described`;
  const { content } = named.$ref === undefined ? named : (referred(named.$ref) as { readonly content?: Content });
  if (content === undefined) return status === 204 && raw.length > 0 ? 'there is content in a 204' : null;
  const type = String(headers['content-type']).split(';')[0] ?? '';
  const described = content[type] ?? content['*/*'];
  if (described === undefined) return `${type} is not described for status ${status.toString()}`;
  if (described.schema === undefined) return null;
  const validate = ajv.compile(absolute(described.schema));
  return validate(body) ? null : ajv.errorsText(validate.errors, { dataVar: `the body of ${status.toString()}` });
}

/** The same of an operation that is called by its id. */
export function deviationOf(operationId: string, answer: Answered): string | null {
  const operation = OPERATIONS.find((one) => one.operationId === operationId);
  if (operation === undefined) throw new Error(`${operationId} is not described`);
  return deviation(operation, answer);
}

function absolute(schema: JsonSchema): JsonSchema {
  return typeof schema['$ref'] === 'string' ? { $ref: `openapi${schema['$ref']}` } : schema;
}
