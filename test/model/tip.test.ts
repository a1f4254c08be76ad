import { describe, expect, it } from 'vitest';
import { LIFECYCLE } from '../../workflows/tip/lifecycle.ts';
import { BOUNDS } from './bounds.ts';
import { check } from './check.ts';
import { tipModel } from './tip/model.ts';

describe('a tip, in every state that the bound reaches', { timeout: 600_000 }, () => {
  it('keeps its laws, and every row of its lifecycle is heard', () => {
    const seen = check(tipModel(), BOUNDS.tip);
    expect(seen.story).toEqual([]);
    const rows = LIFECYCLE.flatMap(({ command, statuses }) =>
      statuses === 'opening' || command === 'Wake' ? [] : statuses.map((status) => `${command} in ${status}`),
    );
    expect(rows.filter((row) => !seen.heard.has(row))).toEqual([]);
  });
});
