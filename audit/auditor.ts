import { shippedKind, type KindOf } from '../db/matters.ts';
import { codeOf, type WorkflowCode } from './code.ts';
import type { Sources } from './evidence.ts';
import type { FileHashes } from './files.ts';
import { trustedCode } from './releases/trusted.ts';
import { openReplays, type Replays } from './replay.ts';
import type { PublicKeys } from './seals/keys.ts';
import { sealIndexAt, type SealIndex } from './seal-index.ts';

/** What an audit works with, over as many matters as it looks at. */
export interface Auditor extends Sources {
  /** The workflow bundle that histories are replayed on first: this installation's own. */
  readonly code: string;
  readonly files: FileHashes;
  /** What has been sealed outside the database, as it was read when the audit began. */
  readonly seals: SealIndex;
  /** The code of another build, for histories that it made; null for one that may not be run here. */
  readonly trusted: (build: string) => WorkflowCode | null;
  /** Injected only by tests of kinds that are not shipped. */
  readonly kindOf: KindOf;
}

/** Where the seals lie, outside the database. */
export interface SealPlace {
  readonly dir: string;
  /** Those that whoever audits has from elsewhere; null or absent for those that lie there. */
  readonly keys?: PublicKeys | null;
  /** A copy may end earlier than the database's seals. */
  readonly isCopy?: boolean;
}

/** What auditing takes of a running system. */
export interface Audited extends Sources {
  readonly seal: SealPlace;
}

/** An auditor of a running system; reads the seals now, if they are not given. Throws what reading them throws. */
export function auditorOf(
  { db, temporal, archive, seal }: Audited,
  code: string,
  seals: SealIndex = sealIndexAt(seal.dir, seal.keys ?? null),
): Auditor {
  return { db, temporal, archive, code, files: new Map(), seals, trusted: trustedCode, kindOf: shippedKind };
}

/** Code to judge a history by, which replays. */
export interface Judge {
  /** SHA-256: what histories name as their build. */
  readonly build: string;
  readonly replays: Replays;
}

/** The judges of an audit: one replay worker for each code that is asked for. */
export interface Judges {
  readonly own: Judge;
  /** By the code of another build; null for one that may not be run here. */
  other(build: string): Judge | null;
  close(): Promise<void>;
}

/** Opens judges; close them, and only then the runtime. */
export function openJudges({ code, trusted }: Pick<Auditor, 'code' | 'trusted'>): Judges {
  const opened = new Map<string, Judge | null>();
  const open = (given: WorkflowCode | null) =>
    given === null ? null : { build: given.hash, replays: openReplays(given.code) };
  const own = { build: codeOf(code).hash, replays: openReplays(code) };
  return {
    own,
    other: (build) => {
      const known = opened.get(build);
      if (known !== undefined) return known;
      const judge = open(trusted(build));
      opened.set(build, judge);
      return judge;
    },
    close: async () => {
      for (const judge of [own, ...opened.values()]) await judge?.replays.close();
    },
  };
}
