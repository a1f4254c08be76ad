import { evidenceContent } from '../../../db/evidence.ts';
import type { Db } from '../../../db/client.ts';
import type { Dossier } from '../../../workflows/accountability/dossier.ts';

/** The frozen dossier that a case was opened on, read by its hash; null for a matter or case that has none. */
export async function frozenDossier(db: Db, state: unknown): Promise<Dossier | null> {
  const { origin } = state as { readonly origin?: { readonly dossier?: string | null } };
  const id = origin?.dossier ?? null;
  const kept = id === null ? null : await evidenceContent(db, id);
  return kept === null ? null : (JSON.parse(kept.content.toString('utf8')) as Dossier);
}
