import { describe, expect, it } from 'vitest';
import { LIFECYCLE } from '../../workflows/hazard/lifecycle.ts';
import { BOUNDS } from './bounds.ts';
import { check } from './check.ts';
import { REGION_ASKS } from './hazard/region-asks.ts';
import { GENERAL } from './hazard/model.ts';

/** Opening is behind every beginning, waking is silence, and the regions have a model of their own. */
const ELSEWHERE = ['Report', 'Import', 'Wake', 'ReplacePaper', ...Object.keys(REGION_ASKS)];

describe('a general hazard, in every state that the bound reaches', { timeout: 600_000 }, () => {
  it('keeps its laws, and hears every command of its lifecycle', () => {
    const seen = check(GENERAL, BOUNDS.hazard);
    expect(seen.story).toEqual([]);
    const types = new Set([...seen.heard].map((heard) => heard.split(' ')[0]));
    const commands = [...new Set(LIFECYCLE.map(({ command }) => command))];
    expect(commands.filter((command) => !types.has(command) && !ELSEWHERE.includes(command))).toEqual([]);
  });
});
