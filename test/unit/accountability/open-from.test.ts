import { describe, expect, it } from 'vitest';
import { openFrom } from '../../../workflows/accountability/open-from.ts';
import type { Kind } from '../../../workflows/kinds.ts';
import { dossierOf } from '../../../workflows/accountability/dossier.ts';
import { ACCOUNTABILITY_FACE } from '../../../workflows/accountability/face.ts';
import { ACCOUNTABILITY } from '../../../workflows/accountability/index.ts';
import { POLICIES } from '../../../workflows/accountability/terms.ts';
import { Story } from './story.ts';

const INPUT = {
  hazard: 'haz-1',
  number: 'YH-2026-000001',
  round: 2,
  ground: 'untimely',
  clock: 'T',
  upToSeq: 40,
  subjects: [
    { kind: 'publicOfficial', id: 'officer', ground: 'inaction' },
    { kind: 'unit', id: 'town-1' },
  ],
  involved: ['officer', 'officer-p'],
  region: 'town-1',
  units: ['town-1'],
};

describe('openFrom', () => {
  it('makes an opening command that the rules accept', () => {
    const { type, body } = openFrom(INPUT);
    expect(type).toBe('OpenCase');
    expect(body.subjects).toEqual([
      { kind: 'publicOfficial', id: 'officer', unit: null, post: 'officer', ground: 'inaction' },
      { kind: 'unit', id: 'town-1', unit: 'town-1', post: null, ground: 'untimely' },
    ]);
    expect(body).toMatchObject({ clock: 'T', dossier: null, involved: { people: ['officer', 'officer-p'] } });
    expect(new Story().open(body)).toBe('done');
  });

  it('reads people and posts apart as well, and a hazard without a clock or a region', () => {
    const { body } = openFrom({
      ...INPUT,
      involved: { people: ['p'], posts: ['q'] },
      clock: null,
      region: null,
      units: null,
    });
    expect(body).toMatchObject({ involved: { people: ['p'], posts: ['q'] }, clock: null, region: null, units: [] });
    expect(openFrom({ ...INPUT, involved: undefined }).body.involved).toEqual({ people: [], posts: [] });
  });

  it('names the ground by the clock that ran out when none was raised', () => {
    const groundOn = (clock: unknown): string => openFrom({ ...INPUT, ground: undefined, clock }).body.ground;
    expect([groundOn('T'), groundOn('S'), groundOn(undefined)]).toEqual(['untimely', 'inaction', 'untimely']);
  });

  it('stands in the list of kinds with nothing but its own rooms', () => {
    const kind: Kind = { rules: ACCOUNTABILITY, face: ACCOUNTABILITY_FACE, policies: POLICIES, openFrom, dossierOf };
    expect([kind.rules.name, kind.face.name]).toEqual(['accountability', 'accountability']);
    for (const policy of POLICIES) expect(policy.kind).toBe('accountability');
  });

  it('stops loudly on what no hazard can have sent', () => {
    expect(() => openFrom({ ...INPUT, hazard: undefined })).toThrow('without hazard');
    expect(() => openFrom({ ...INPUT, round: '2' })).toThrow('without round');
    expect(() => openFrom({ ...INPUT, ground: 'dislike' })).toThrow('no ground of accountability: dislike');
    expect(() => openFrom({ ...INPUT, subjects: [{ kind: 'house', id: 'x' }] })).toThrow('no kind of subject: house');
  });
});
