import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { call } from '../client/api.ts';
import { useRead } from '../client/queries.ts';
import { CLEAR } from '../parts/clear.tsx';

/** What entries of registers and matters are called by. */
interface Entry {
  readonly id: string;
  readonly name?: unknown;
  readonly title?: unknown;
  readonly number?: unknown;
  readonly unitName?: unknown;
  /** Of a person: unit and post of each post that they hold. */
  readonly places?: readonly string[] | null;
}

/** Where the entries of what an `x-ref` names are looked up. */
const LOOKUPS: Readonly<Record<string, Lookup>> = {
  unit: '/v1/registers/units',
  person: '/v1/registers/people',
  post: '/v1/registers/posts',
  clause: '/v1/registers/clauses',
  matter: '/v1/hazards',
};

type Lookup = `/v1/registers/${string}` | '/v1/hazards';

interface RefProps {
  readonly register: string;
  readonly isMany?: boolean;
  readonly id?: string;
  readonly value?: string | readonly string[];
  readonly onChange?: (value: string | string[]) => void;
}

/** Picks entries of a register by part of their name. */
export function RefSelect({ register, isMany = false, value, onChange, id }: RefProps) {
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const path: Lookup = LOOKUPS[register] ?? `/v1/registers/${register}`;
  const found = useQuery({
    queryKey: [path, 'lookup', q],
    queryFn: () => call('GET', `${path}?limit=50${q === '' ? '' : `&q=${encodeURIComponent(q)}`}`),
    staleTime: 60_000,
  });
  const options = (found.data?.items ?? []).map((entry) => ({ value: entry.id, label: labelOf(entry) }));
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear={CLEAR}
      loading={found.isFetching}
      options={options}
      labelRender={({ label, value: one }) => label ?? <Chosen path={path} id={String(one)} />}
      notFoundContent={found.isFetching ? '正在查找……' : '没有找到，请换几个字再试'}
      {...(isMany ? { mode: 'multiple' as const } : {})}
      {...(value === undefined ? {} : { value: value as string })}
      {...(onChange === undefined ? {} : { onChange })}
    />
  );
}

/** What was chosen before may be on no page of what is found now, and is still shown by its name. */
function Chosen({ path, id }: { readonly path: Lookup; readonly id: string }) {
  const { data, isPending } = useRead(`${path}/${encodeURIComponent(id)}`);
  return <>{data === undefined ? (isPending ? '……' : id) : labelOf(data)}</>;
}

/** Of people also where they serve: two may have the same name. */
function labelOf({ id, name, title, number, unitName, places }: Entry): string {
  const serves = places === null || places === undefined ? undefined : places.join('、');
  return [name ?? number, title, unitName, serves].filter((part) => typeof part === 'string').join(' ') || id;
}
