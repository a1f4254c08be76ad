import type { AccessRow } from '../access/row.ts';
import { ACCESS } from '../access/table.ts';
import { problemRef } from './operations.ts';

interface Described {
  readonly parameters?: readonly { readonly name?: string }[];
  readonly responses: Readonly<Record<string, object>>;
}
type Paths = Readonly<Record<string, Readonly<Record<string, object>>>>;

/**
 * The paths with every status by which an operation may refuse: from its row of the access table, its address and its
 * method; what an operation says of a status itself stands. Throws for an operation that has no row.
 */
export function withRefusals(paths: Paths): Paths {
  return mapped(paths, (item, path) =>
    mapped(item, (operation, method) => {
      const own = operation as Described;
      const refused = refusals(method, path, own).map((status) => [status.toString(), problemRef(status)] as const);
      return { ...own, responses: { ...Object.fromEntries(refused), ...own.responses } };
    }),
  );
}

function refusals(method: string, path: string, { parameters = [] }: Described): readonly number[] {
  const { who, recognises, otherwise } = rowOf(method.toUpperCase(), path);
  const isKnown = who !== 'anyone' || recognises !== undefined;
  return [
    400,
    ...(isKnown ? [401, 403] : []),
    ...(path.includes('{') || otherwise === 'hidden' ? [404] : []),
    ...(method === 'get' ? [] : [409, 413, 415, 422]),
    ...(parameters.some(({ name }) => name === 'If-Match') ? [412] : []),
    ...(path.startsWith('/health/') ? [] : [429]),
    503,
  ];
}

/** The row under which Fastify serves the path: its own one first, else the one whose parameters take it in. */
function rowOf(method: string, path: string): AccessRow {
  const rows = ACCESS.filter(({ route }) => route.startsWith(`${method} `));
  const own = `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
  const row = rows.find(({ route }) => route === own) ?? rows.find(({ route }) => takesIn(route, `${method} ${path}`));
  if (row === undefined) throw new Error(`the access table has no row for ${method} ${path}`);
  return row;
}

function takesIn(route: string, described: string): boolean {
  const parts = described.split('/');
  const pattern = route.split('/');
  const isOpenEnded = pattern.at(-1) === '*';
  if (isOpenEnded ? parts.length < pattern.length : parts.length !== pattern.length) return false;
  return pattern.every((part, i) => part === parts[i] || part === '*' || part.startsWith(':'));
}

function mapped<Value, Made>(
  of: Readonly<Record<string, Value>>,
  make: (value: Value, key: string) => Made,
): Readonly<Record<string, Made>> {
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, make(value, key)]));
}
