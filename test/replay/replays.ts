import { checkHistory } from '../../audit/compare/history-check.ts';
import { heardPart } from '../../audit/history/heard.ts';
import { recordedIn } from '../../audit/history/recorded.ts';
import { replayOne } from '../../audit/replay.ts';
import { verdictOf } from '../../audit/verdict.ts';
import { savedHistory } from './saved.ts';

/** Whose code a saved history is replayed on: that of the release that wrote it, or today's. */
type Whose = 'its own code' | 'today’s code';

/**
 * Replays a saved history and holds every answer and hand-over that it records against what the code makes of its
 * inputs. Throws where they depart, with what a developer has to do.
 */
export async function expectToReplay(name: string, code: string, whose: Whose): Promise<void> {
  const { id, kind, history } = savedHistory(name);
  const heard = heardPart(history);
  const replayed = await replayOne(code, id, heard);
  const differences = checkHistory(recordedIn(heard), replayed);
  const { first } = verdictOf(id, differences);
  if (first === null) return;
  const where = `at seq ${first.seq.toString()}: ${first.what} (${differences.length.toString()} in all)`;
  throw new Error(
    `test/replay/histories/${name}.json (${kind}) does not replay on ${whose}\n${where}\n${ADVICE[whose]}`,
  );
}

const ADVICE: Readonly<Record<Whose, string>> = {
  'today’s code': `(应为: what today’s code makes of it · 实为: what the release recorded)
decide, evolve, nextWake, effects or loop.ts now treat recorded commands differently.
已记录的指令在今天的代码上得出了不同的结果。怎么办：
- Not meant? Undo it. A matter that is running now would stop, or contradict its own ledger. 并非有意：改回来。
- Meant, in a kind: put the change under the next rules (n+1) of its terms, and keep the old branch for matters that
  stand on the rules before (CONTRIBUTING.md, “Changing what the rules do”). 有意改规则：放在 rules n+1 之下，保留旧分支。
- Meant, in loop.ts or its neighbours: guard it by patched(). 有意改运行器：用 patched() 隔开。
- Never regenerate or edit the saved histories of a release: they are what it did. 不得重新生成已发布版本的历史。`,
  'its own code': `The release's code lies in releases/, the history is what it wrote: both never change. Either one of the two files was
altered (git log says when), or audit/ no longer replays or compares as it did: mend that.
历史与当时的代码都不会变：要么文件被改动，要么 audit/ 的重演或比对出了错。`,
};
