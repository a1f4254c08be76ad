import { describe, expect, test } from 'vitest';
import {
  ADMINISTRATORS,
  fitsParent,
  fitsRank,
  fitsUnit,
  POST_ROLES,
  UNIT_KINDS,
} from '../../../db/registers/fitness.ts';
import { SEED_UNITS } from '../../../db/seed/county/units.ts';

const kindsFor = (role: string) => UNIT_KINDS.filter((kind) => fitsUnit(role, { kind, isDutyDesk: false }));

describe('which posts a unit may have', () => {
  test('every post and every unit above that the county is seeded with fits', () => {
    const kinds = new Map(SEED_UNITS.map(({ slug, kind }) => [slug, kind]));
    for (const { slug, kind, posts, parent } of SEED_UNITS) {
      const isDutyDesk = posts.some(({ countyPost }) => countyPost === 'dutyDesk');
      for (const { role, rank } of posts) {
        if (role === 'system') throw new Error(`${slug} has a post of the system`);
        expect([slug, role, fitsUnit(role, { kind, isDutyDesk })]).toEqual([slug, role, true]);
        expect([slug, role, rank, fitsRank(role, rank)]).toEqual([slug, role, rank, true]);
      }
      if (parent !== undefined) expect([slug, fitsParent(kind, kinds.get(parent) ?? 'outside')]).toEqual([slug, true]);
    }
  });

  test('no two units that are seeded have one name', () => {
    expect(new Set(SEED_UNITS.map(({ name }) => name)).size).toBe(SEED_UNITS.length);
  });

  test('leaders are in the county alone, enterprises’ people in enterprises, auditors in audit, regulators where they regulate', () => {
    expect(kindsFor('leader')).toEqual(['county']);
    expect(kindsFor('admin')).toEqual(['county']);
    expect(kindsFor('security')).toEqual(['county']);
    expect(kindsFor('enterprise')).toEqual(['enterprise']);
    expect(kindsFor('auditor')).toEqual(['audit']);
    expect(kindsFor('township')).toEqual(['township']);
    expect(kindsFor('regulator')).toEqual(['committee', 'department']);
    expect(kindsFor('public')).toEqual(['outside']);
    expect(kindsFor('system')).toEqual([]);
  });

  test('安委办’s role is in 安委办, and at the duty desk, which stands among the county’s bodies', () => {
    expect(kindsFor('office')).toEqual(['office']);
    expect(fitsUnit('office', { kind: 'county', isDutyDesk: true })).toBe(true);
    expect(fitsUnit('leader', { kind: 'township', isDutyDesk: true })).toBe(false);
  });

  test('every role has a place and a rank; only leaders stand above the principals', () => {
    for (const role of POST_ROLES) {
      expect([role, kindsFor(role).length > 0]).toEqual([role, true]);
      expect([role, [4, 5].some((rank) => fitsRank(role, rank))]).toEqual([role, role === 'leader']);
    }
    for (const role of ['admin', 'security'] as const) expect(fitsRank(role, 0)).toBe(true);
    expect(fitsRank('office', 0)).toBe(false);
    expect(ADMINISTRATORS).toEqual(['admin', 'security', 'auditor']);
  });

  test('a unit belongs to one of its own nature', () => {
    expect(fitsParent('department', 'department')).toBe(true);
    expect(fitsParent('committee', 'office')).toBe(true);
    for (const [kind, parent] of [
      ['enterprise', 'department'],
      ['department', 'enterprise'],
      ['township', 'department'],
      ['audit', 'county'],
      ['discipline', 'county'],
    ] as const)
      expect([kind, parent, fitsParent(kind, parent)]).toEqual([kind, parent, false]);
  });
});
