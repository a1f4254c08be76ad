import { describe, expect, it } from 'vitest';
import { BOUNDS } from './bounds.ts';
import { check } from './check.ts';
import { GENERAL } from './hazard/model.ts';

describe('a general hazard, in every state that the bound reaches', { timeout: 600_000 }, () => {
  it('keeps its laws', () => {
    expect(check(GENERAL, BOUNDS.hazard).story).toEqual([]);
  });
});
