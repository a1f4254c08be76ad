import type { TrailRow } from '../../db/trail.ts';
import { at } from '../history/history-json.ts';
import type { CarriedDocument, CarriedFile } from './carried.ts';
import type { KeptPaper } from '../compare/kept-paper.ts';
import { documentCiting } from './cited.ts';
import { Unreadable } from './shapes.ts';

/** The content of `evidence.json`, as far as it is checked. Throws `Unreadable`. */
export function carriedFilesIn(value: unknown): Pick<CarriedFile, 'id' | 'kept' | 'why' | 'size'>[] {
  return listIn(value).map((file) => {
    const [id, kept, why, size] = ['id', 'kept', 'why', 'size'].map((name) => at(file, name));
    if (typeof id !== 'string' || typeof kept !== 'boolean') throw new Unreadable('有一项没有 id 或 kept');
    return { id, kept, why: typeof why === 'string' ? why : null, size: typeof size === 'number' ? size : null };
  });
}

/** The content of `documents.json`, as far as it is checked. Throws `Unreadable`. */
export function documentsIn(value: unknown): Pick<CarriedDocument, 'key' | 'data' | 'evidenceId' | 'paper'>[] {
  return listIn(value).map((document) => {
    const [key, data, evidenceId] = ['key', 'data', 'evidenceId'].map((name) => at(document, name));
    if (typeof key !== 'string') throw new Unreadable('有一份文书没有 key');
    const name = at(document, 'document');
    return documentCiting({
      key,
      document: typeof name === 'string' ? name : '',
      data: data ?? null,
      evidenceId: typeof evidenceId === 'string' ? evidenceId : null,
      paper: paperIn(at(document, 'paper')),
    });
  });
}

/** A paper's rows, as far as they are compared. Bundles of before there were papers have none. */
function paperIn(value: unknown): KeptPaper | null {
  if (value === undefined || value === null) return null;
  const [editions, signatures] = ['editions', 'signatures'].map((name) => listIn(at(value, name)));
  const isPrint = (edition: unknown) => typeof at(edition, 'pdfHash') === 'string';
  if (typeof at(value, 'id') !== 'string' || editions?.every(isPrint) !== true || signatures === undefined)
    throw new Unreadable('有一份文书不成其为文书');
  return value as KeptPaper;
}

/** The content of `trail.json`. Throws `Unreadable`. */
export function trailIn(value: unknown): TrailRow[] {
  return listIn(value).map((row) => {
    const texts = ['at', 'type', 'prevHash', 'hash'].every((name) => typeof at(row, name) === 'string');
    const objects = ['actor', 'data'].every((name) => typeof at(row, name) === 'object' && at(row, name) !== null);
    if (!texts || !objects || !Number.isInteger(at(row, 'seq'))) throw new Unreadable('有一条不是审计日志');
    return row as TrailRow;
  });
}

/** A list. Throws `Unreadable`. */
export function listIn(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Unreadable('不是列表');
  return value as readonly unknown[];
}
