import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../../workflows/kernel/instant.ts';
import { PAPER_WORDS } from '../../../workflows/kernel/paper-words.ts';
import type { DocumentName } from '../../../workflows/kernel/papers.ts';
import { chineseDate } from '../layout/words.ts';

/** What one line of 卷内目录 stands for, with its PDF. */
export interface Leaf {
  readonly number: string;
  readonly by: string;
  readonly title: string;
  readonly date: string;
  readonly pdf: Buffer;
}

/** The papers of these PDFs, in the order in which they are given. Throws where one is kept no more, which is a bug. */
export async function boundLeaves({ sql }: Db, hashes: readonly string[]): Promise<readonly Leaf[]> {
  const rows = await sql<
    {
      hash: string;
      document: DocumentName;
      number: string | null;
      by: string | null;
      at: Instant;
      pdf: Buffer;
    }[]
  >`
    select e.pdf_hash as hash, d.document, d.number, u.name as by, coalesce(d.issued_at, e.at) as at, f.content as pdf
    from document_editions e join documents d on d.id = e.document join document_files f on f.hash = e.pdf_hash
      left join units u on u.id = d.unit
    where e.pdf_hash = any(${[...hashes]})`;
  return hashes.map((hash) => {
    const row = rows.find((one) => one.hash === hash);
    if (row === undefined) throw new Error(`no edition has the PDF ${hash}`);
    const { document, number, by, at, pdf } = row;
    return { number: number ?? '', by: by ?? '', title: PAPER_WORDS[document], date: chineseDate(at), pdf };
  });
}
