import { instantOf } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Auditor } from '../auditor.ts';
import { tell } from '../story/tell.ts';
import { examine, type Examined } from '../verify.ts';
import { carriedBy } from './carried.ts';
import { nameFrom, namesIn } from './carried-names.ts';
import { sealsOf } from './carried-seals.ts';
import { codesOf } from './codes.ts';
import { contentsOf } from './contents.ts';
import type { BundleFiles } from './names.ts';
import { FORMAT, withMatter } from './shapes.ts';

/** A bundle before it is written anywhere, and what the audit said when it was made. */
export interface Made extends Examined {
  readonly files: BundleFiles;
  /** SHA-256 of the code that the bundle names. */
  readonly code: string;
}

/** Audits a matter and makes its evidence bundle. Throws `UnknownMatter`, and what the sources throw. */
export async function makeExport(auditor: Auditor, id: MatterId): Promise<Made> {
  const { db, kindOf } = auditor;
  const examined = await examine(auditor, id);
  const { evidence, entries, verdict } = examined;
  const { kind, runId } = evidence;
  const carried = await carriedBy(db, evidence);
  const names = await namesIn(db, evidence);
  const story = tell(kindOf(kind), entries, nameFrom(names));
  const codes = await codesOf(auditor, evidence.history);
  const seals = sealsOf(auditor.seals.docs, auditor.seals.keys, { evidence, codes: [codes.code.hash, codes.own.hash] });
  const at = instantOf(Date.now());
  const contents = contentsOf({ at, evidence, verdict, story, codes, carried, names, seals });
  const code = codes.code.hash;
  return { ...examined, code, files: withMatter({ format: FORMAT, id, kind, runId, code }, contents) };
}
