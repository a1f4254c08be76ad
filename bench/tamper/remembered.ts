import { canonicalJson } from '../../db/canonical.ts';
import { sha256 } from '../../db/chain.ts';
import type { Judge, Judges } from '../../audit/auditor.ts';
import type { Replayed } from '../../audit/replay.ts';

/** What replays yielded, by code, matter and history. */
export type Memory = Map<string, Promise<Replayed>>;

/**
 * Judges that replay the same history of the same matter on the same code only once: a replay knows nothing but these,
 * and of two copies of a county all histories but one are the same.
 */
export function remembering(judges: Judges, memory: Memory): Judges {
  const remembered = ({ build, replays }: Judge): Judge => ({
    build,
    replays: {
      replay: (id, history) => {
        const key = sha256(`${build}\n${id}\n${canonicalJson({ ...history })}`);
        const known = memory.get(key) ?? replays.replay(id, history);
        memory.set(key, known);
        return known;
      },
      close: () => replays.close(),
    },
  });
  return {
    own: remembered(judges.own),
    other: (build) => {
      const judge = judges.other(build);
      return judge === null ? null : remembered(judge);
    },
    close: () => judges.close(),
  };
}
