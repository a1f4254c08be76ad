import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SealSettings } from '../../config/environment.ts';

/** A folder of seals and a key of their own for one test, neither there yet. */
export function sealSettings(webhookUrl: string | null = null): SealSettings {
  const home = mkdtempSync(join(tmpdir(), 'bihuan-seals-'));
  return { dir: join(home, 'seals'), keyFile: join(home, 'key.pem'), webhookUrl };
}
