import { describe, expect, it } from 'vitest';
import { LIFECYCLE } from '../../workflows/accountability/lifecycle.ts';
import { BOUNDS } from './bounds.ts';
import { caseModel } from './accountability/model.ts';
import { check } from './check.ts';

describe('an accountability case, in every state that the bound reaches', { timeout: 600_000 }, () => {
  it('keeps its laws, and every row of its lifecycle is heard', () => {
    const seen = check(caseModel(), BOUNDS.accountability);
    expect(seen.story).toEqual([]);
    const rows = LIFECYCLE.flatMap(({ command, statuses }) =>
      statuses === 'opening' || command === 'Wake' ? [] : statuses.map((status) => `${command} in ${status}`),
    );
    expect(rows.filter((row) => !seen.heard.has(row))).toEqual([]);
  });
});
