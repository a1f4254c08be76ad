import { describe, expect, it } from 'vitest';
import { RELATIONS } from '../../../api/access/relations.ts';
import { KINDS } from '../../../workflows/kinds.ts';

describe('role × relation', () => {
  it.each(KINDS.map((kind) => [kind.rules.name, kind] as const))(
    'names every relation of %s, and no other',
    (_, kind) => {
      const used = new Set(kind.rules.lifecycle.flatMap(({ by }) => by));
      expect(Object.keys(RELATIONS[kind.rules.name] ?? {}).sort()).toEqual([...used].sort());
    },
  );

  it('knows no kind that is not there', () => {
    expect(Object.keys(RELATIONS).sort()).toEqual(KINDS.map(({ rules }) => rules.name).sort());
  });

  it('lets whoever runs, secures or audits the system stand where a row names them, and nowhere else', () => {
    const places = Object.entries(RELATIONS).flatMap(([kind, relations]) =>
      Object.entries(relations).flatMap(([relation, roles]) => roles.map((role) => `${kind} ${relation} ${role}`)),
    );
    const theirs = places.filter((place) => /(admin|auditor|security)$/.test(place));
    expect(theirs.sort()).toEqual([
      'accountability reviser admin',
      'hazard admin admin',
      'hazard inspection auditor',
      'tip reviser admin',
    ]);
  });
});
