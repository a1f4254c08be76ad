import type { Schema } from '../../forms/schema.ts';
import { COUNTY, STAFFERS } from '../../client/may.ts';
import { bodyOf, useApi, type OpenApi } from './body.ts';

/** What may be done with a register or an entry of it, as the API's own document describes it. */
export interface RegisterAct {
  readonly method: 'POST' | 'PATCH';
  /** With `{id}` where the entry goes. */
  readonly path: string;
  readonly label: string;
  readonly schema: Schema;
  /** Whether it is about an entry that stands. */
  readonly ofEntry: boolean;
  readonly who: readonly string[];
}

const KEEPERS = ['office', 'admin', 'township:2', 'regulator:2'];
const EVERYBODY = ['leader', 'office', 'regulator', 'department', 'township', 'enterprise', 'supervisor', 'admin'];
/** To whom changes of a register are offered; the API judges each. */
const WHO: Readonly<Record<string, readonly string[]>> = {
  units: STAFFERS,
  posts: STAFFERS,
  people: STAFFERS,
  tenures: STAFFERS,
  leaves: EVERYBODY,
  enterprises: KEEPERS,
  responsibilities: KEEPERS,
  jurisdictions: COUNTY,
  'special-periods': COUNTY,
};

const OF_ENTRY: Readonly<Record<string, string>> = { end: '截止', cancel: '撤销', revoke: '撤销' };

/** Everything that the API lets somebody do with a register by a form. */
export function useActs(register: string): readonly RegisterAct[] {
  const api = useApi();
  return api === null ? [] : actsOf(api, register);
}

function actsOf(api: OpenApi, register: string): readonly RegisterAct[] {
  const base = `/v1/registers/${register}`;
  const who = WHO[register] ?? STAFFERS;
  const at = (method: RegisterAct['method'], path: string, label: string, ofEntry: boolean): readonly RegisterAct[] => {
    const schema = bodyOf(api, method, path, register);
    return schema === null ? [] : [{ method, path, label, ofEntry, who, schema }];
  };
  return [
    ...at('POST', base, '登记', false),
    ...at('PATCH', `${base}/{id}`, '变更', true),
    ...Object.entries(OF_ENTRY).flatMap(([part, label]) => [
      ...at('POST', `${base}/${part}`, label, true),
      ...at('POST', `${base}/{id}/${part}`, label, true),
    ]),
  ];
}
