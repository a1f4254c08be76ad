import type { PolicyContent } from '../../workflows/kernel/policy-check.ts';
import { mergePatch } from '../bodies/merge-patch.ts';

type Changes = Readonly<Record<string, unknown>>;

/**
 * The content with changes by JSON Merge Patch (RFC 7396). Rows of the ladder may be named by their ids instead of all
 * being said again: `null` takes a row away, a new id adds one at the end. Any JSON may come of it.
 */
export function changedContent(content: PolicyContent, changes: Changes): unknown {
  const { ladder } = changes;
  if (typeof ladder !== 'object' || ladder === null || Array.isArray(ladder)) return mergePatch(content, changes);
  const byId = Object.fromEntries(content.ladder.map((row) => [row.id, row]));
  const rows = Object.entries(mergePatch(byId, ladder) as Changes);
  return mergePatch(content, { ...changes, ladder: rows.map(([id, row]) => named(id, row)) });
}

function named(id: string, row: unknown): unknown {
  return typeof row === 'object' && row !== null ? { ...row, id } : row;
}
