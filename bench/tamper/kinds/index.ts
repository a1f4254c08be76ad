import { ALIKE_KINDS } from './alike.ts';
import { ARCHIVE_KINDS } from './archive.ts';
import { CODE_KINDS } from './code.ts';
import { EVIDENCE_KINDS } from './evidence.ts';
import { HISTORY_KINDS } from './history.ts';
import type { TamperKind } from './kind.ts';
import { LEDGER_KINDS } from './ledger.ts';
import { MATTER_KINDS } from './matters.ts';
import { PROJECTION_KINDS } from './projection.ts';
import { SEAL_KINDS } from './seals.ts';
import { TRAIL_KINDS } from './trail.ts';

/** Every sort of change that is tried. */
export const KINDS: readonly TamperKind[] = [
  ...HISTORY_KINDS,
  ...LEDGER_KINDS,
  ...PROJECTION_KINDS,
  ...ARCHIVE_KINDS,
  ...EVIDENCE_KINDS,
  ...SEAL_KINDS,
  ...TRAIL_KINDS,
  ...CODE_KINDS,
  ...MATTER_KINDS,
  ...ALIKE_KINDS,
];
