import { contentId } from '../chain.ts';
import type { Db, Queryable } from '../client.ts';

/** Bytes of a document, of a template or of a signature. */
export interface DocumentFile {
  /** `sha256:<hex>`. */
  readonly hash: string;
  readonly type: string;
  readonly size: number;
  readonly content: Buffer;
}

/** The types of the files that a document has. */
export const FILE_TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  png: 'image/png',
} as const;

/** Keeps bytes under their hash, once; answers the hash. */
export async function keepFile(sql: Queryable, type: string, content: Buffer): Promise<string> {
  const hash = contentId(content);
  await sql`
    insert into document_files (hash, type, size, content) values (${hash}, ${type}, ${content.length}, ${content})
    on conflict (hash) do nothing`;
  return hash;
}

/** The bytes under a hash; null when there are none. */
export async function documentFile({ sql }: Pick<Db, 'sql'>, hash: string): Promise<DocumentFile | null> {
  const [row] = await sql<DocumentFile[]>`select hash, type, size, content from document_files where hash = ${hash}`;
  return row ?? null;
}
