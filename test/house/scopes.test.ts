import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** How many statements of a file read `matters` without a reader's scope, and why none of it is shown to one who must not see it. */
const WITHOUT: Readonly<Record<string, readonly [statements: number, why: string]>> = {
  'audit/cli/sources.ts': [1, 'the command line of whoever runs the system'],
  'audit/evidence.ts': [1, 'an audit reads everything; its verdict names no content'],
  'audit/known-matters.ts': [2, 'an audit reads everything; its verdict names no content'],
  'db/archive/matters.ts': [2, 'whether a history is archived, of a matter that was found in scope before'],
  'db/audit-runs.ts': [3, 'audits of many matters: auditors and administrators, who see all'],
  'db/documents/ask.ts': [1, 'the write path: of the matter that asks for its own paper'],
  'db/documents/fail.ts': [1, 'which unit is told that a paper of its own matter could not be drawn'],
  'db/exported-matters.ts': [1, 'bundles: auditors and administrators, who see all'],
  'db/known.ts': [1, 'what a body names was looked for in scope before (`refuseForeign`)'],
  'db/ledger.ts': [1, 'the write path'],
  'db/queries/figures.ts': [1, 'which matters have a parent, of matters in scope'],
  'db/queries/list-page.ts': [3, 'days on which anything was found, and the rows of ids that were found in scope'],
  'db/queries/ladder-audits.ts': [2, 'the auditor of the ladder; what is shown of it passes `breaksIn`'],
  'db/queries/public-listings.ts': [1, 'what the county publishes, for everyone'],
  'db/queries/reconciled.ts': [1, 'reconciliation after a restore'],
  'db/rebuild.ts': [4, 'the projection itself'],
  'db/registers/calendars.ts': [1, 'which matters a year of workdays concerns: for the effect, overseers only'],
  'db/registers/effect.ts': [1, 'the effect of a policy or a year of workdays: overseers only'],
  'db/registers/policies.ts': [1, 'which matters a policy concerns: county leadership only'],
  'db/registers/presence.ts': [1, 'hand-over jobs'],
  'db/registers/revisions.ts': [3, 'revisions: overseers only'],
  'db/reports/rehearsal/read.ts': [2, 'rehearsals: overseers only'],
  'db/queries/chain.ts': [1, 'what the auditor of the chain compares with Temporal'],
  'db/queries/matter.ts': [1, 'which matter a number means, for jobs and tests'],
  'db/registers/jurisdictions.ts': [1, 'gaps of the jurisdiction matrix: 安委办 and administrators'],
  'db/registers/units.ts': [1, 'whether a unit may end: 安委办主任 and administrators, who see all'],
  'db/tips/codes.ts': [1, 'how a tip stands, to whoever has its code'],
  'db/write-rows.ts': [1, 'the projection itself'],
};

/** A matter in a statement of SQL: read from, joined, changed. */
const READS = /\b(?:from|join|update|into)\s+"?matters"?\b/g;

const ROOMS = ['api', 'audit', 'activities', 'db', 'delivery', 'worker'];

function sources(room: string): readonly string[] {
  return readdirSync(room, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** How many statements read matters, and how many conditions of scope stand in the same file. */
function counted(path: string): { readonly reads: number; readonly scopes: number } {
  const text = readFileSync(path, 'utf8');
  return { reads: [...text.matchAll(READS)].length, scopes: [...text.matchAll(/\binScope\(/g)].length };
}

const READING = ROOMS.flatMap(sources).filter((path) => counted(path).reads > 0);

test('every query of matters takes its reader’s scope, or says why it needs none', () => {
  const bare = READING.map((path) => [path, counted(path)] as const).filter(
    ([path, { reads, scopes }]) => reads - scopes > (WITHOUT[path]?.[0] ?? 0),
  );
  expect(bare).toEqual([]);
});

test('no reason outlives its query', () => {
  const idle = Object.entries(WITHOUT).filter(([path, [statements]]) => {
    const { reads, scopes } = counted(path);
    return reads - scopes < statements;
  });
  expect(idle).toEqual([]);
});
