import { canonicalJson } from '../canonical.ts';
import { sha256 } from '../chain.ts';
import type { DocumentService } from './document.ts';

type Witnessed = Pick<DocumentService, 'witness' | 'by' | 'salt'>;

/** By what the ledger knows who served a document and who saw it, without a name: salted, since names are soon guessed. */
export function witnessHash({ witness, by, salt }: Witnessed): string {
  return sha256(canonicalJson([witness, by, salt ?? null]));
}

/** Whether a service is the one whose witness the ledger was told of. */
export function isWitnessOf(told: unknown, service: unknown): boolean {
  return told === witnessHash(service as Witnessed);
}
