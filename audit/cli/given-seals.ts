import { SUITES } from '../seals/suite.ts';
import { ownFault, sealFault, sealName } from '../seals/check.ts';
import { keysOf, readKeys } from '../seals/keys.ts';
import { sealNumbers } from '../seals/read.ts';
import { sealNotes, type SealIndex } from '../seal-index.ts';
import { verdictOf, type Verdict } from '../verdict.ts';
import type { Opened } from './sources.ts';
import { trustedKeys } from './trusted-keys.ts';

/**
 * The sources with the seals that a verifier names: `--seals <folder>`, a copy that may end earlier than the database's
 * seals, and `--trust-key …`, in place of the keys that lie there. Throws `NotAKey`, and `NoSealFolder` for a copy that is not there.
 */
export function withGivenSeals(sources: Opened, copy: string | null, names: readonly string[]): Opened {
  const trusted = trustedKeys(names);
  if (copy !== null) sealNumbers(copy);
  const dir = copy ?? sources.seal.dir;
  const keys = trusted.length === 0 ? null : keysOf(trusted, readKeys(dir));
  return { ...sources, seal: { dir, keys, isCopy: copy !== null } };
}

/** In Chinese, on which seals a verification rests, and whose keys they are held against. */
export function notesOnSeals(seals: SealIndex): string[] {
  const { docs, newest, keys, keysFrom } = seals;
  if (docs.length === 0) return ['没有封签可核对：历史与台账被同样改动的，看不出来'];
  const upTo = newest === null ? '没有一号封签可信，未以封签核对' : `以封签核对，最新为${sealName(newest)}`;
  const ids = [...keys.keys()].join('、') || '（无）';
  const whose =
    keysFrom === 'given'
      ? `封签以所给的公钥 ${ids} 核对`
      : `公钥 ${ids} 取自封签文件夹；请另行取得公钥，以 --trust-key 再核验`;
  return [upTo, whose, ...sealNotes(seals)];
}

/** What is wrong with the seals that single matters are verified by; nothing where all are sound. */
export function unsoundSeals({ docs, keys, unsound }: SealIndex): Verdict[] {
  if (unsound.length === 0) return [];
  const known = new Map(docs.map((doc) => [doc.body.n, doc]));
  const faults = unsound.map((n) => {
    const doc = known.get(n);
    if (doc === undefined) return sealFault(n, `缺第 ${n.toString()} 号封签`);
    return sealFault(n, `${sealName(doc.body)}${ownFault(doc, keys, SUITES) ?? '不可信'}`);
  });
  return [verdictOf('seals', faults)];
}
