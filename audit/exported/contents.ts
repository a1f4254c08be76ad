import { sealedIn } from './cited.ts';
import type { Inside } from './inside.ts';
import { codeFile, evidenceFile, FILES, keyFile, MORE_FILES, type BundleFiles } from './names.ts';
import { pageOf } from './page.ts';
import { readmeOf } from './readme.ts';
import { written } from './shapes.ts';

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
