import { describe, expect, it } from 'vitest';
import { BOUNDS } from './bounds.ts';
import { check } from './check.ts';
import { REGION_ASKS } from './hazard/region-asks.ts';
import { BUSY } from './hazard/model.ts';

describe('a hazard under control, stay and ladder, in every state that the bound reaches', { timeout: 600_000 }, () => {
  it('keeps its laws, and hears every command of its regions', () => {
    const seen = check(BUSY, BOUNDS.busy);
    expect(seen.story).toEqual([]);
    const types = new Set([...seen.heard].map((heard) => heard.split(' ')[0]));
    expect(Object.keys(REGION_ASKS).filter((type) => !types.has(type))).toEqual([]);
  });
});
