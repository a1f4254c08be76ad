import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChainedEvent } from '../../db/chain.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { codeOf, type WorkflowCode } from '../code.ts';
import type { ProjectionRow } from '../compare/projection-check.ts';
import type { Evidence } from '../evidence.ts';
import { historyJson } from '../history/history-json.ts';

/** The files of an exported matter; the code's name ends in its SHA-256. */
export const FILES = {
  matter: 'matter.json',
  history: 'history.json',
  ledger: 'ledger.json',
  projection: 'projection.json',
  readme: 'README.md',
} as const;

/** Thrown when a folder is no export, or not whole; the message is a Chinese sentence. */
export class NotAnExport extends Error {}

/** An export as read back: the records and the code to recompute them with. */
export interface Exported {
  readonly evidence: Evidence;
  readonly code: WorkflowCode;
}

/** Writes a matter's three records, the code and the page that explains them. Throws `NotAnExport` over another matter's. */
export function writeExport(folder: string, evidence: Evidence, code: WorkflowCode, readme: string): void {
  const { id, kind, runId, history, ledger, projection } = evidence;
  mkdirSync(folder, { recursive: true });
  const other = join(folder, FILES.matter);
  if (existsSync(other) && idIn(other) !== id)
    throw new NotAnExport(`${folder} 中已有另一事项的证据，请换一个空文件夹`);
  write(folder, FILES.matter, { id, kind, runId, code: code.hash });
  write(folder, FILES.history, history);
  write(folder, FILES.ledger, ledger);
  write(folder, FILES.projection, projection);
  writeFileSync(join(folder, codeFile(code.hash)), code.code);
  writeFileSync(join(folder, FILES.readme), readme);
}

/** Reads an export. Throws `NotAnExport` when a file is missing, is no JSON, or the code is not what its name says. */
export function readExport(folder: string): Exported {
  const matter = readJson(folder, FILES.matter) as { id: MatterId; kind: string; runId: string | null; code: string };
  const history = readJson(folder, FILES.history);
  const evidence: Evidence = {
    id: matter.id,
    kind: matter.kind,
    runId: matter.runId,
    history: history === null ? null : historyJson(history),
    ledger: readJson(folder, FILES.ledger) as ChainedEvent[],
    projection: readJson(folder, FILES.projection) as ProjectionRow | null,
  };
  return { evidence, code: readCode(folder, matter.code) };
}

/** The name of the file that holds the code. */
export function codeFile(hash: string): string {
  return `code-${hash}.js`;
}

function readCode(folder: string, hash: string): WorkflowCode {
  const name = codeFile(hash);
  if (!readdirSync(folder).includes(name)) throw new NotAnExport(`${folder} 中缺少代码文件 ${name}`);
  const code = codeOf(readFileSync(join(folder, name), 'utf8'));
  if (code.hash !== hash) throw new NotAnExport(`代码文件的内容与其名称中的哈希不符：实为 ${code.hash}`);
  return code;
}

function idIn(file: string): unknown {
  return (JSON.parse(readFileSync(file, 'utf8')) as { id?: unknown }).id;
}

function readJson(folder: string, name: string): unknown {
  const file = join(folder, name);
  if (!existsSync(file)) throw new NotAnExport(`${folder} 中缺少 ${name}，不是完整的证据包`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    throw new NotAnExport(`${file} 不是 JSON`);
  }
}

function write(folder: string, name: string, value: unknown): void {
  writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
}
