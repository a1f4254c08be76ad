import { explore, type Bound, type Explored, type Model } from './explore.ts';
import { lineOf, storyOf } from './story.ts';

/** Explores a model and prints what was seen; `story` tells the shortest way to a broken law and is empty without one. */
export function check<S extends { readonly status: string }>(
  model: Model<S>,
  bound: Bound,
): Explored & { readonly story: readonly string[] } {
  const began = performance.now();
  const seen = explore(model, bound);
  process.stdout.write(`${lineOf(model, seen, bound, (performance.now() - began) / 1_000)}\n`);
  return { ...seen, story: seen.violation === null ? [] : storyOf(model, seen.violation) };
}
