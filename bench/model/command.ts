import { parseArgs } from 'node:util';
import { caseModel } from '../../test/model/accountability/model.ts';
import { BOUNDS } from '../../test/model/bounds.ts';
import { explore, type Bound, type Explored, type Model } from '../../test/model/explore.ts';
import { BUSY, BY_PAPERS, GENERAL, MAJOR } from '../../test/model/hazard/model.ts';
import { lineOf, storyOf } from '../../test/model/story.ts';
import { tipModel } from '../../test/model/tip/model.ts';
import type { Measured } from '../measured.ts';

interface Run extends Bound {
  readonly model: string;
  readonly states: number;
  readonly transitions: number;
  readonly refusals: number;
  /** Pairs of command and status that were accepted. */
  readonly heard: number;
  readonly seconds: number;
  readonly story: readonly string[];
}

/**
 * `npm run bench -- model [--depth n] [--disturbances k] [--only general|major|busy|papers|case|tip]`: explores every state of the
 * hazard, of the accountability case and of the tip within the bound and checks every law. Without options, as far as `npm test` does.
 */
export function model(options: readonly string[]): Promise<Measured> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      depth: { type: 'string' },
      disturbances: { type: 'string' },
      only: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const bound = (usual: Bound): Bound => ({
    depth: Number(values.depth ?? usual.depth),
    disturbances: Number(values.disturbances ?? usual.disturbances),
  });
  const runs: Readonly<Record<string, () => readonly [Run, string]>> = {
    general: () => ran(GENERAL, bound(BOUNDS.hazard)),
    major: () => ran(MAJOR, bound(BOUNDS.hazard)),
    busy: () => ran(BUSY, bound(BOUNDS.busy)),
    papers: () => ran(BY_PAPERS, bound(BOUNDS.papers)),
    case: () => ran(caseModel(), bound(BOUNDS.accountability)),
    tip: () => ran(tipModel(), bound(BOUNDS.tip)),
  };
  const picked = Object.entries(runs).filter(([name]) => values.only === undefined || values.only === name);
  const done = picked.map(([, run]) => run());
  return Promise.resolve({
    ok: done.length > 0 && done.every(([{ story }]) => story.length === 0),
    results: { runs: done.map(([run]) => run) },
    lines: done.flatMap(([{ story }, line]) => [line, ...story]),
  });
}

function ran<S extends { readonly status: string }>(kind: Model<S>, bound: Bound): readonly [Run, string] {
  const began = performance.now();
  const seen: Explored = explore(kind, bound);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const { states, transitions, refusals, heard, violation } = seen;
  const story = violation === null ? [] : storyOf(kind, violation);
  const run = { model: kind.name, ...bound, states, transitions, refusals, heard: heard.size, seconds, story };
  return [run, lineOf(kind, seen, bound, seconds)];
}
