import { useQuery } from '@tanstack/react-query';
import { call } from '../client/api.ts';

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

/** What people call a unit, a post or a person; null until it is known, or when the reader may not know. */
function useName(id: string | null): string | null {
  const register = id === null ? null : registerOf(id);
  const { data } = useQuery({
    queryKey: ['name', id],
    queryFn: ({ signal }) => call('GET', `/v1/registers/${register ?? ''}/${id ?? ''}`, { signal }),
    enabled: register !== null,
    staleTime: Infinity,
  });
  return id === 'system' ? '系统' : (data?.name ?? null);
}

/** The name of a unit, a post or a person; what stands instead where there is none. */
export function Name({ id, none = '—' }: { readonly id: string | null; readonly none?: string }) {
  return <>{useName(id) ?? none}</>;
}

function registerOf(id: string): string | null {
  const [begin = '', rest] = id.split('-', 2);
  return rest === undefined ? null : (REGISTERS[begin] ?? null);
}
