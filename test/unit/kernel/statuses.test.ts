import { describe, expect, it } from 'vitest';
import { KINDS } from '../../../workflows/kinds.ts';

describe.each(KINDS.map((kind) => [kind.rules.name, kind] as const))('the statuses of %s', (_, { rules, face }) => {
  it.each(Object.entries(face.statuses))('%s are led on by what is heard in them', (status, { next, also = [] }) => {
    for (const act of next === undefined ? also : [next, ...also]) {
      const heardIn = rules.lifecycle.filter(({ command }) => command === act).flatMap(({ statuses }) => statuses);
      expect({ act, heardIn }).toEqual({ act, heardIn: expect.arrayContaining([status]) as unknown });
    }
  });

  it('begin and end on the usual way', () => {
    const usual = Object.values(face.statuses).filter((one) => one.usual);
    expect([usual[0]?.open, usual.at(-1)?.open]).toEqual([true, false]);
  });
});
