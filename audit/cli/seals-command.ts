import type { Db } from '../../db/client.ts';
import { SEAL_EVERY_MS, type SealDocument } from '../../db/seals.ts';
import { checkAgainstSeals, type SealFindings } from '../seals/against.ts';
import { checkSealChain, soundSeals } from '../seals/check.ts';
import { keysOf, readKeys, type PublicKeys } from '../seals/keys.ts';
import { checkBegun, checkKeyChanges } from '../seals/one-chain.ts';
import { treeAt } from '../seals/proof.ts';
import { readSeals } from '../seals/read.ts';
import { unsealed, type Unsealed } from '../seals/unsealed.ts';
import type { Difference } from '../verdict.ts';
import type { Found } from './commands.ts';
import { progress } from './progress.ts';
import { NothingRunning, openSources, type Opened } from './sources.ts';
import { trustedKeys } from './trusted-keys.ts';

/**
 * `seals [--dir <folder>] [--trust-key <PEM or id>]…`: the seals in the folder, and the database against them where a
 * system is running. A folder that is named is a copy and may end earlier than the database's seals. Without a key from
 * elsewhere those that lie in the folder are believed, which is said. Throws
 * `NotAKey`.
 */
export async function sealsCommand(dir: string | null, trusted: readonly string[]): Promise<Found> {
  const given = trustedKeys(trusted);
  const sources = await opened(dir);
  try {
    const folder = dir ?? sources?.seal.dir ?? '';
    const docs = readSeals(folder);
    const keys = trusted.length === 0 ? readKeys(folder) : keysOf(given, readKeys(folder));
    const sound = soundSeals(docs, keys);
    const { differences: against, notes } = await held(sources?.db, sound, dir !== null);
    const differences = [
      ...chainChecked(docs, keys),
      ...(trusted.length === 0 ? checkKeyChanges(sound) : []),
      ...(sources === null ? [] : await checkBegun(sources.db, sound)),
      ...against,
    ];
    const rest = sources === null ? null : await unsealed(sources.db, sound);
    return told({ docs, differences, explained: notes, rest, keys, isTrusted: trusted.length > 0 });
  } finally {
    await sources?.close();
  }
}

/** A copy of the seals is checked with no system at hand, too. */
async function opened(dir: string | null): Promise<Opened | null> {
  try {
    return await openSources();
  } catch (error) {
    if (dir !== null && error instanceof NothingRunning) return null;
    throw error;
  }
}

function chainChecked(docs: readonly SealDocument[], keys: PublicKeys): Difference[] {
  const shown = progress(docs.length);
  const step = (): void => {
    shown.step();
  };
  const found = checkSealChain(docs, keys, { step });
  shown.end();
  return found;
}

async function held(db: Db | undefined, docs: readonly SealDocument[], isCopy: boolean): Promise<SealFindings> {
  if (db === undefined) return { differences: [], notes: [] };
  const shown = progress(docs.reduce((sum, { heads }) => sum + heads.length, 0));
  const step = (looked: number): void => {
    shown.step(looked);
  };
  const found = await checkAgainstSeals(db, docs, { isCopy, step });
  shown.end();
  return found;
}

interface Checked {
  readonly docs: readonly SealDocument[];
  readonly differences: readonly Difference[];
  /** What is gone, and by which restore. */
  readonly explained: readonly string[];
  readonly rest: Unsealed | null;
  readonly keys: PublicKeys;
  readonly isTrusted: boolean;
}

function told({ docs, differences, explained, rest, keys, isTrusted }: Checked): Found {
  const last = docs.at(-1)?.body ?? null;
  const chains = treeAt(docs).size;
  const ids = [...keys.keys()];
  const ok = differences.length === 0;
  const sum =
    last === null
      ? '还没有封签'
      : `共 ${docs.length.toString()} 号封签，最后一号 ${last.n.toString()}（${last.at}），覆盖 ${chains.toString()} 条链，不一致 ${differences.length.toString()} 项`;
  const notes = [
    ...(last === null ? [] : [`封签根 ${last.root}`]),
    ...explained.map((what) => `注：${what}`),
    ...(isTrusted ? [] : [`注：公钥 ${ids.join('、')} 取自封签文件夹；以 --trust-key 核对另行取得的公钥`]),
    rest === null ? '注：没有连接数据库，只核对了封签本身' : restWords(rest),
  ];
  return {
    ok,
    lines: [...differences.map(({ what }) => `✗ ${what}`), sum, ...notes],
    json: {
      ok,
      seals: docs.length,
      chains,
      last,
      differences,
      explained,
      unsealed: rest,
      keys: ids,
      trusted: isTrusted,
    },
  };
}

/** What cannot be found, and since when. */
function restWords({ since, ledger, trail, histories, bundles }: Unsealed): string {
  const from = since === null ? '尚未封存' : `最后一号封签（${since}）之后未封存`;
  const rows = `台账 ${ledger.toString()} 条、审计日志 ${trail.toString()} 条、存档历史 ${histories.toString()} 份、代码包 ${bundles.toString()} 个`;
  const minutes = (SEAL_EVERY_MS / 60_000).toString();
  return `注：${from}：${rows}。这些若在下一号封签之前（间隔 ${minutes} 分钟）同时改动历史与台账，查不出来`;
}
