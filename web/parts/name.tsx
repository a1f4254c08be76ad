import { useQuery } from '@tanstack/react-query';
import { call } from '../client/api.ts';
import { useRead } from '../client/queries.ts';

/** Which register an id is of, by how it begins. */
const REGISTERS: Readonly<Record<string, string>> = {
  u: 'units',
  ent: 'units',
  p: 'posts',
  post: 'posts',
  per: 'people',
};

/** Whether this is the id of a unit, a post or a person. */
export function isNamed(id: string): boolean {
  return id === 'system' || registerOf(id) !== null;
}

interface NameProps {
  readonly id: string | null | undefined;
  /** Where the id does not tell it; then it is one of many, of which one page of the register names the most. */
  readonly register?: 'units' | 'people' | 'posts' | 'enterprises';
  /** What stands where there is none, or where the reader may not know it. */
  readonly none?: string;
}

/** What people call a unit, a post or a person. */
export function Name({ id, register, none = '—' }: NameProps) {
  const known = id === null || id === undefined || id === '' || id === 'system' ? null : id;
  const of = known === null ? null : (register ?? registerOf(known));
  const page = useRead(of !== null && register !== undefined ? `/v1/registers/${register}?limit=500` : null);
  const found = page.data?.items.find((entry) => entry.id === id)?.name;
  const isAsked = of !== null && (register === undefined || (!page.isPending && found === undefined));
  const one = useQuery({
    queryKey: ['name', of, known],
    queryFn: ({ signal }) => call('GET', `/v1/registers/${of ?? ''}/${encodeURIComponent(known ?? '')}`, { signal }),
    enabled: isAsked,
    staleTime: Infinity,
  });
  if (id === 'system') return <>系统</>;
  const missing = register === undefined || known === null ? none : one.error === null ? '……' : '名册中没有';
  return <>{found ?? one.data?.name ?? missing}</>;
}

function registerOf(id: string): string | null {
  const [begin = '', rest] = id.split('-', 2);
  return rest === undefined ? null : (REGISTERS[begin] ?? null);
}
