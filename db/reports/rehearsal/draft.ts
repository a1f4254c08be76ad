import type { PolicyContent } from '../../../workflows/kernel/policy-check.ts';
import type { Terms } from '../../../workflows/kernel/terms.ts';

/** A policy that is tried out, frozen when the rehearsal was ordered. */
export interface Draft {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly content: PolicyContent;
}

/**
 * The terms of a matter had it been opened under the draft: the draft's figures, its own calendar, county, special
 * periods and version of the rules, so that what differs comes from the policy alone.
 */
export function under({ version, content }: Draft): (terms: Terms) => Terms {
  const { periods, numbers, ladder, overrides } = content;
  return ({ overrides: _own, ...terms }) => ({
    ...terms,
    policyVersion: version,
    periods,
    numbers,
    ladder,
    ...(overrides === undefined ? {} : { overrides }),
  });
}

/**
 * The content with changes by JSON Merge Patch (RFC 7396); rows of the ladder are named by their ids, `null` takes one
 * away, and a new id adds a row at the end.
 */
export function patched(content: PolicyContent, changes: Readonly<Record<string, unknown>>): unknown {
  return merged(content, changes);
}

function merged(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  if (Array.isArray(target) && target.every((row) => isObject(row) && typeof row['id'] === 'string')) {
    const rows = new Map(target.map((row: Readonly<Record<string, unknown>>) => [row['id'] as string, row]));
    return Object.entries(mergedObject(Object.fromEntries(rows), patch)).map(([id, row]) =>
      isObject(row) ? { ...row, id } : row,
    );
  }
  return mergedObject(isObject(target) ? target : {}, patch);
}

function mergedObject(
  target: Readonly<Record<string, unknown>>,
  patch: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const result = new Map(Object.entries(target));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) result.delete(name);
    else result.set(name, merged(result.get(name), value));
  }
  return Object.fromEntries(result);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
