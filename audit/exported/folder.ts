import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../db/chain.ts';
import { codeOf, type WorkflowCode } from '../code.ts';
import type { Evidence } from '../evidence.ts';
import { at } from '../history/history-json.ts';
import type { Named } from './shapes.ts';

/** The files of an exported matter; the code's name ends in its SHA-256. */
export const FILES = {
  matter: 'matter.json',
  history: 'history.json',
  ledger: 'ledger.json',
  projection: 'projection.json',
  readme: 'README.md',
} as const;

/** Thrown when a folder is no export, or not the one that is wanted; the message is a Chinese sentence. */
export class NotAnExport extends Error {}

/** Writes a matter's three records, the code and the page that explains them. Throws `NotAnExport` over another matter's. */
export function writeExport(folder: string, evidence: Evidence, code: WorkflowCode, readme: string): void {
  const { id, kind, runId, history, ledger, projection } = evidence;
  mkdirSync(folder, { recursive: true });
  const other = join(folder, FILES.matter);
  if (existsSync(other) && idIn(other) !== id)
    throw new NotAnExport(`${folder} 中已有另一事项的证据，请换一个空文件夹`);
  const contents = {
    [FILES.history]: written(history),
    [FILES.ledger]: written(ledger),
    [FILES.projection]: written(projection),
    [codeFile(code.hash)]: code.code,
    [FILES.readme]: readme,
  };
  for (const [name, content] of Object.entries(contents)) writeFileSync(join(folder, name), content);
  const files = Object.fromEntries(Object.entries(contents).map(([name, content]) => [name, sha256(content)]));
  writeFileSync(other, matterFile({ id, kind, runId, code: code.hash, files }));
}

/** `matter.json` to the byte: what is not written so was changed. */
export function matterFile({ id, kind, runId, code, files }: Named): string {
  return written({ id, kind, runId, code, files });
}

/** The name of the file that holds the code. */
export function codeFile(hash: string): string {
  return `code-${hash}.js`;
}

/** The code of this hash from an export, for a verifier who has the hash from elsewhere. Throws `NotAnExport`. */
export function codeIn(folder: string, hash: string): WorkflowCode {
  const file = join(folder, codeFile(hash));
  if (!existsSync(file)) throw new NotAnExport(`${folder} 中没有哈希为 ${hash} 的代码`);
  const code = codeOf(readFileSync(file, 'utf8'));
  if (code.hash !== hash) throw new NotAnExport(`代码文件的内容与所信任的哈希不符：实为 ${code.hash}，未予运行`);
  return code;
}

function idIn(file: string): unknown {
  try {
    return at(JSON.parse(readFileSync(file, 'utf8')), 'id');
  } catch {
    return undefined;
  }
}

function written(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
