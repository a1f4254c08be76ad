import type { DocumentSeal } from '../../db/documents/seal.ts';
import type { SignatureRole } from '../../db/documents/signatures.ts';

/** A document as its rows say it is, under the key by which its matter asked for it. */
export interface KeptDocument {
  readonly key: string;
  /** Null for what is no paper. */
  readonly paper: KeptPaper | null;
}

/** Its rows in one: what was printed of it, and who signed which print. */
export interface KeptPaper {
  readonly id: string;
  readonly document: string;
  /** The event that it is the shape of. */
  readonly seq: number;
  readonly number: string | null;
  /** The last number that was given in the series of its own; null where there is none. */
  readonly counter: number | null;
  readonly state: string;
  readonly issuedBy: string | null;
  readonly issuedAt: string | null;
  readonly issuedPost: string | null;
  /** Whether its matter is still to be told of it, or would not hear it any more. */
  readonly isUnheard: boolean;
  readonly service: unknown;
  readonly seal: DocumentSeal | null;
  /** Null in a bundle. */
  readonly content: unknown;
  readonly contentHash: string | null;
  readonly editions: readonly {
    readonly edition: number;
    readonly reason: string;
    readonly pdfHash: string;
    readonly docxHash: string | null;
  }[];
  readonly signatures: readonly KeptSignature[];
}

/** A signature; in a bundle without what somebody wrote and where they stood. */
export interface KeptSignature {
  readonly edition: number;
  readonly hash: string;
  readonly role: SignatureRole;
  readonly person: string;
  readonly post: string;
  readonly imageHash: string | null;
  readonly name?: string | null;
  readonly refusal?: string | null;
  readonly latitude?: number | null;
  readonly longitude?: number | null;
  readonly at?: string;
}
