/** Rows of a sheet as people see them; the first is row 1. */
export type Rows = readonly (readonly string[])[];

/** The rows of a ledger as its reader on the other side sees them, so that errors can be shown in their own cells. */
export async function rowsOf(file: File): Promise<Rows> {
  if (file.name.toLowerCase().endsWith('.csv')) return csvRows(decoded(await file.arrayBuffer()));
  const { default: readSheets } = await import('read-excel-file/browser');
  const [first] = await readSheets(file);
  return (first?.data ?? []).map((row) => row.map(textOf));
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}

/** Strict UTF-8, else GB18030, which Excel in China saves; UTF-16 by its mark. */
function decoded(bytes: ArrayBuffer): string {
  const [a, b] = new Uint8Array(bytes);
  for (const encoding of a === 0xff && b === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this encoding: the next is tried.
    }
  return '';
}

/** Reads a table of text: quotes hold delimiters and line breaks; an empty line stays a row. */
function csvRows(text: string): Rows {
  const delimiter = delimiterOf(text);
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  const end = (): void => {
    rows.at(-1)?.push(cell.trim());
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (char === '"' && cell === '') isQuoted = true;
    else if (char === delimiter) end();
    else if (char === '\n') {
      end();
      rows.push([]);
    } else if (char !== '\r') cell += char;
  }
  end();
  return rows;
}

function delimiterOf(text: string): string {
  const head = text.slice(0, 4_000);
  const counts = [',', '\t', ';'].map((one) => ({ one, n: head.split(one).length }));
  return counts.sort((a, b) => b.n - a.n)[0]?.one ?? ',';
}
