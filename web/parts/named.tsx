import { useRead } from '../client/queries.ts';

interface NamedProps {
  readonly register: 'units' | 'people' | 'posts' | 'enterprises';
  readonly id: string | null | undefined;
}

/** The name of what a register knows by an id. */
export function Named({ register, id }: NamedProps) {
  const isKnown = id !== null && id !== undefined && id !== '' && id !== 'system';
  // One page of the register names most of what a list shows; others are asked for one by one.
  const page = useRead(isKnown ? `/v1/registers/${register}?limit=500` : null);
  const found = page.data?.items.find((entry) => entry.id === id)?.name;
  const one = useRead(
    isKnown && !page.isPending && found === undefined
      ? `/v1/registers/${register as string}/${encodeURIComponent(id)}`
      : null,
  );
  if (!isKnown) return <>{id === 'system' ? '系统' : '—'}</>;
  const name = found ?? one.data?.name;
  return <>{name ?? (one.error === null ? '……' : '名册中没有')}</>;
}
