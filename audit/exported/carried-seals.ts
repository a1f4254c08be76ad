import { contentId } from '../../db/chain.ts';
import type { Head, SealBody, SealDocument } from '../../db/seals.ts';
import type { Evidence } from '../evidence.ts';
import type { PublicKeys } from '../seals/keys.ts';
import { SHA256_ED25519, SUITES } from '../seals/suite.ts';
import { headTree, type Proof } from '../seals/tree.ts';

/** A seal with the proofs that heads of the matter's chains stand in its tree. */
export interface CarriedSeal {
  readonly body: SealBody;
  readonly signature: string;
  readonly proofs: readonly Proof[];
}

/** The seals of a matter, oldest first, and the public keys (PEM) that signed them, by their ids. */
export interface CarriedSeals {
  readonly seals: readonly CarriedSeal[];
  readonly keys: PublicKeys;
  /** How many rows of the ledger the newest seal covers; 0 for none. */
  readonly sealedTo: number;
}

/** What a seal's tree may hold of a matter. */
export interface Sealable {
  readonly evidence: Pick<Evidence, 'id' | 'history' | 'runId'>;
  /** SHA-256 of the code in the bundle. */
  readonly codes: readonly string[];
}

/** Where nothing was sealed. */
const NO_SEALS: CarriedSeals = { seals: [], keys: new Map(), sealedTo: 0 };

/** The newest seal and each in which something of the matter moved, with their proofs; `docs` are all seals, in order. */
export function sealsOf(docs: readonly SealDocument[], keys: PublicKeys, matter: Sealable): CarriedSeals {
  const last = docs.at(-1);
  if (last === undefined) return NO_SEALS;
  const isOurs = headsOf(matter);
  const chains = new Set<string>();
  const tree = headTree(SHA256_ED25519);
  const seals: CarriedSeal[] = [];
  for (const doc of docs) {
    const { body, signature, heads } = doc;
    tree.take(SUITES.get(body.suite) ?? SHA256_ED25519, heads);
    const moved = heads.filter(isOurs);
    for (const [chain] of moved) chains.add(chain);
    if (moved.length === 0 && doc !== last) continue;
    const proofs = [...chains].sort().flatMap((chain) => tree.proofOf(chain) ?? []);
    seals.push({ body, signature, proofs: proofs.filter(({ leaf }) => isOurs(leaf)) });
  }
  const used = new Set(seals.map(({ body }) => body.key));
  const sealed = seals.at(-1)?.proofs.find(({ leaf: [chain] }) => chain === chainOf(matter.evidence.id));
  return {
    seals,
    keys: new Map([...keys].filter(([id]) => used.has(id))),
    sealedTo: sealed?.leaf[1] ?? 0,
  };
}

/** The chain of a matter's ledger, as seals name it. */
export function chainOf(id: string): string {
  return `matter/${id}`;
}

/** The head under which the first `length` events of a history are sealed; null where it has not so many. */
export function historyHead({ id, history, runId }: Sealable['evidence'], length: number): Head | null {
  if (history === null || runId === null || length > history.events.length) return null;
  const events = history.events.slice(0, length);
  return [`history/${id}/${runId}`, length, contentId(JSON.stringify({ events }))];
}

/** Whether a head is of the ledger's chain, of this code, or of this history as it is: what can be held against the bundle. */
function headsOf({ evidence, codes }: Sealable): (head: Head) => boolean {
  const whole = new Set(codes.map((hash) => `bundle/${hash}`));
  const ours = `history/${evidence.id}/${evidence.runId ?? ''}`;
  return ([chain, length, head]) =>
    chain === chainOf(evidence.id) ||
    whole.has(chain) ||
    (chain === ours && historyHead(evidence, length)?.[2] === head);
}
