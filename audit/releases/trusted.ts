import type { WorkflowCode } from '../code.ts';
import { codeOfRelease, RELEASES, releasesKept } from './kept.ts';

/**
 * The code of this hash that a verifier may run: that of a release in his own checkout, or his own build. Null for any
 * other: code that only an exported bundle or a database holds is its maker's word. Throws `AlteredRelease`.
 */
export function trustedCode(hash: string, own: WorkflowCode | null = null, folder = RELEASES): WorkflowCode | null {
  if (own?.hash === hash) return own;
  const release = releasesKept(folder).find(({ bundle }) => bundle === hash);
  return release === undefined ? null : codeOfRelease(release, folder);
}
