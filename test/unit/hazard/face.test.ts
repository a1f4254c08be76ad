import { describe, expect, it } from 'vitest';
import { ACCOUNTABILITY_FACE as caseFace } from '../../../workflows/accountability/face.ts';
import { HAZARD_FACE as face } from '../../../workflows/hazard/face.ts';
import { SCHEMAS } from '../../../workflows/hazard/schemas.ts';

describe('a refusal', () => {
  it('of who asks is 403, whatever they ask', () => {
    expect(face.refusals['NotYourTurn']).toMatchObject({ status: 403 });
    expect(face.refusals['NotReceiver']).toMatchObject({ status: 403 });
    expect(caseFace.refusals['Recused']).toMatchObject({ status: 403 });
    expect(face.refusals['ReasonMissing']).not.toHaveProperty('status');
  });
});

describe('a witness and the note of a refused signature', () => {
  it('are sealed wherever a body holds them', () => {
    const sealed = Object.entries(SCHEMAS).flatMap(([type, schema]) =>
      sealedIn(schema).map((name) => `${type} ${name}`),
    );
    expect(sealed.sort()).toEqual([
      'Assign witness',
      'Recheck refusalNote',
      'RecordService witness',
      'RectifyOnTheSpot refusalNote',
      'ReplacePaper witness',
      'Verify contact',
    ]);
  });
});

function sealedIn(schema: unknown, name = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if ('x-sealed' in schema) return [name];
  return Object.entries(schema).flatMap(([key, value]) => sealedIn(value, key));
}
