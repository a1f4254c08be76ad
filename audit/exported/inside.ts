import type { Instant } from '../../workflows/kernel/instant.ts';
import type { WorkflowCode } from '../code.ts';
import type { Evidence } from '../evidence.ts';
import type { Verdict } from '../verdict.ts';
import type { Carried } from './carried.ts';
import type { CarriedNames } from './carried-names.ts';
import type { CarriedSeals } from './carried-seals.ts';
import { sealedIn } from './cited.ts';
import { codeFile, evidenceFile, FILES, keyFile, MORE_FILES, type BundleFiles } from './names.ts';
import { pageOf } from './page.ts';
import { readmeOf } from './readme.ts';
import { written } from './shapes.ts';

/** Everything that goes into a bundle. */
export interface Inside {
  readonly at: Instant;
  readonly evidence: Evidence;
  readonly verdict: Verdict;
  /** The story, line by line. */
  readonly story: readonly string[];
  readonly codes: CarriedCodes;
  readonly carried: Carried;
  readonly names: CarriedNames | null;
  readonly seals: CarriedSeals;
}

/** The code that decided the matter, and that on which it was audited when it was exported. */
export interface CarriedCodes {
  /** The build that the history names; null when it names none, or there is no history. */
  readonly build: string | null;
  /** That of the build where it is kept, else the exporter's own. */
  readonly code: WorkflowCode;
  readonly own: WorkflowCode;
}

/** The files of a bundle but for `matter.json`, which holds their hashes. */
export function contentsOf(inside: Inside): BundleFiles {
  const { at, evidence, verdict, codes, carried, names, seals } = inside;
  const { ok, first } = verdict;
  const said = {
    at,
    verdict: { ok, first },
    build: codes.build,
    code: codes.code.hash,
    auditedOn: codes.own.hash,
    sealedTexts: sealedIn(evidence.ledger),
  };
  const texts: readonly (readonly [string, string])[] = [
    [FILES.readme, readmeOf(inside)],
    [MORE_FILES.page, pageOf(inside)],
    [MORE_FILES.export, written(said)],
    [FILES.history, written(evidence.history)],
    [FILES.ledger, written(evidence.ledger)],
    [FILES.projection, written(evidence.projection)],
    [MORE_FILES.evidence, written(carried.files)],
    [MORE_FILES.documents, written(carried.documents)],
    [MORE_FILES.imported, written(carried.imported)],
    [MORE_FILES.names, written(names)],
    [MORE_FILES.trail, written(carried.trail)],
    [MORE_FILES.seals, written(seals.seals)],
    ...[...seals.keys].map(([id, pem]) => [keyFile(id), pem] as const),
    ...[codes.code, codes.own].map(({ hash, code }) => [codeFile(hash), code] as const),
  ];
  const files = new Map<string, Buffer>(texts.map(([name, text]) => [name, Buffer.from(text)]));
  for (const [id, content] of carried.contents) files.set(evidenceFile(id), content);
  return files;
}
