/** The files of an evidence bundle, by their names. */
export type BundleFiles = ReadonlyMap<string, Buffer>;

/** The files that every bundle has; the code's name ends in its SHA-256. */
export const FILES = {
  matter: 'matter.json',
  history: 'history.json',
  ledger: 'ledger.json',
  projection: 'projection.json',
  readme: 'README.md',
} as const;

/** The files that bundles have had since format 2; those of evidence, keys and further code are named by what they hold. */
export const MORE_FILES = {
  export: 'export.json',
  page: 'index.html',
  evidence: 'evidence.json',
  documents: 'documents.json',
  imported: 'import.json',
  names: 'names.json',
  trail: 'trail.json',
  seals: 'seals.json',
} as const;

/** Thrown when a place holds no bundle, or not the one that is wanted; the message is a Chinese sentence. */
export class NotAnExport extends Error {}

/** What one bundle may cost whoever opens it. */
export const LIMITS = { files: 10_000, bytes: 1_000_000_000 } as const;

/** The name of the file that holds the code. */
export function codeFile(hash: string): string {
  return `code-${hash}.js`;
}

/** The name of the file that holds the evidence of this id, `sha256:<hex>`. */
export function evidenceFile(id: string): string {
  return `evidence/${id.slice('sha256:'.length)}`;
}

/** The name of the file that holds the public key of this id. */
export function keyFile(id: string): string {
  return `keys/${id}.pem`;
}

/** At most one folder deep, and nothing that a file system would read as another place. */
export function isPlainName(name: string): boolean {
  return name.length <= 200 && /^(?:[A-Za-z0-9_-]+\/)?[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name);
}
