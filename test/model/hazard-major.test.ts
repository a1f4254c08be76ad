import { describe, expect, it } from 'vitest';
import { BOUNDS } from './bounds.ts';
import { check } from './check.ts';
import { MAJOR } from './hazard/model.ts';

describe('a major hazard, in every state that the bound reaches', { timeout: 600_000 }, () => {
  it('keeps its laws', () => {
    expect(check(MAJOR, BOUNDS.hazard).story).toEqual([]);
  });
});
