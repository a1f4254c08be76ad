import { useRead } from './queries.ts';

/** A unit as a choice. */
export interface Place {
  readonly id: string;
  readonly name: string;
}

/** The county's townships, by the names that people call them; none while they are not known. */
export function useTownships(): readonly Place[] {
  return useUnits('township');
}

/** The departments that lead (牵头部门). */
export function useDepartments(): readonly Place[] {
  return useUnits('department');
}

/** The sectors that have somebody in charge. */
export function useSectors(): readonly string[] {
  const { data } = useRead('/v1/registers/jurisdictions?limit=200');
  return [...new Set((data?.items ?? []).map(({ sector }) => sector))];
}

function useUnits(kind: string): readonly Place[] {
  const { data } = useRead(`/v1/registers/units?kind=${kind}&limit=200`);
  return (data?.items ?? []).map(({ id, name, shortName }) => ({ id, name: shortName ?? name }));
}
