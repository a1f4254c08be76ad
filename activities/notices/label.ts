import type { Effect } from '../../workflows/kernel/effect.ts';
import type { AnyFace } from '../../workflows/kernel/face.ts';

type Data = Extract<Effect, { type: 'Notify' }>['data'];

/** A notice's data with rungs, statuses and the kind's own codes as people call them; an unknown code stays as it is. */
export function labelled(face: Pick<AnyFace, 'rungs' | 'statuses' | 'codes'>, data: Data): Data {
  const { rung, status } = data;
  return {
    ...Object.fromEntries(Object.entries(data).map(([name, value]) => [name, spoken(face, name, value)])),
    ...(typeof rung === 'string' ? { rung: face.rungs[rung]?.label ?? rung } : {}),
    ...(typeof status === 'string' ? { status: face.statuses[status]?.label ?? status } : {}),
  };
}

function spoken(face: Pick<AnyFace, 'codes'>, name: string, value: Data[string]): Data[string] {
  return typeof value === 'string' ? (face.codes?.[name]?.[value] ?? value) : value;
}
