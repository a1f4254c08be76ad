import { describe, expect, it } from 'vitest';
import { BOUNDS } from './bounds.ts';
import { check } from './check.ts';
import { BY_PAPERS } from './hazard/model.ts';

describe('a hazard whose papers are drawn up here, in every state that the bound reaches', { timeout: 600_000 }, () => {
  it('keeps its laws, and is rechecked and closed by them', () => {
    const seen = check(BY_PAPERS, BOUNDS.papers);
    expect(seen.story).toEqual([]);
    expect([...seen.heard]).toEqual(
      expect.arrayContaining(['Recheck in rechecking', 'DecideCloseout in closing', 'ReplacePaper in assigned']),
    );
    expect([...seen.codes]).toEqual(
      expect.arrayContaining(['OrderNotIssued', 'PapersUnfinished', 'OrderServedByPaper']),
    );
  });
});
