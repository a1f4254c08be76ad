import { knownFor } from '../../../db/known.ts';
import { stageImport, type NewEnterprise, type NewRow, type Staging } from '../../../db/import-staging.ts';
import type { Db } from '../../../db/client.ts';
import { plainName } from '../../../db/registers/plain-name.ts';
import { kindByName } from '../../../workflows/kinds.ts';
import type { Known } from '../../../workflows/kernel/command.ts';
import type { Instant } from '../../../workflows/kernel/instant.ts';
import type { Terms, UnitId } from '../../../workflows/kernel/terms.ts';
import { compareWithKnown } from '../checking/compare.ts';
import { headingOf } from '../checking/columns.ts';
import { identityOf } from '../checking/identity.ts';
import type { CheckedLedger } from '../checking/check-ledger.ts';
import type { ImportError } from '../checking/import-error.ts';
import type { LedgerRow } from '../checking/ledger-row.ts';
import { importCommand, matterIdOf, newEnterpriseId, type Order, type StagedPayload } from './command.ts';
import { KIND } from './kind.ts';

/** What comparing and trying came to: what would be brought in, or why nothing is. */
export interface Staged {
  readonly opened: number;
  readonly archived: number;
  readonly unchanged: number;
  readonly errors: readonly ImportError[];
}

/**
 * Compares a judged ledger with what earlier imports brought, tries every open row on the rules, and stages it whole;
 * with any error, or when `dryRun`, it stages nothing.
 */
export async function stage(
  db: Db,
  order: Order & { readonly dryRun: boolean },
  ledger: CheckedLedger,
  terms: Terms,
): Promise<Staged> {
  const enterprises = newEnterprises(ledger.rows);
  const known = await knownWith(db, ledger.rows, enterprises, order.at);
  let staged: Staged = { opened: 0, archived: 0, unchanged: 0, errors: [] };
  await stageImport(
    db,
    order,
    ledger.rows.map(identityOf),
    kindByName(KIND).face.numbering,
    (earlier): Staging | null => {
      const { fresh, unchanged, errors } = compareWithKnown(ledger.rows, earlier);
      const rows = fresh.map(newRow);
      const refused = errors.length > 0 ? [] : refusals(rows, order, terms, known);
      const archived = rows.filter((row) => row.action === 'archive').length;
      staged = { opened: rows.length - archived, archived, unchanged, errors: [...errors, ...refused] };
      if (staged.errors.length > 0 || order.dryRun) return null;
      const subjects = new Set(rows.map((row) => row.payload.subject));
      const entering = enterprises.filter(({ id }) => subjects.has(id));
      return { count: ledger.count, unchanged, rows, enterprises: entering };
    },
  );
  return staged;
}

type Row = NewRow & { readonly payload: StagedPayload };

function newRow(ledgerRow: LedgerRow): Row {
  const { key, byNumber, byContent } = identityOf(ledgerRow);
  return {
    row: ledgerRow.row,
    byNumber,
    byContent,
    content: ledgerRow.content,
    action: ledgerRow.status === 'closed' ? 'archive' : 'open',
    matterId: matterIdOf(key),
    foundOn: ledgerRow.foundOn,
    payload: { ledgerRow, subject: subjectOf(ledgerRow) },
  };
}

function subjectOf({ subject }: LedgerRow): UnitId {
  return subject.unit ?? newEnterpriseId(plainName(subject.name));
}

/** Each once, with the township, regulator and sector of the first row that names it. */
function newEnterprises(rows: readonly LedgerRow[]): NewEnterprise[] {
  const found = new Map<UnitId, NewEnterprise>();
  for (const row of rows) {
    const id = subjectOf(row);
    if (row.subject.unit !== null || found.has(id)) continue;
    const sector = row.content[headingOf('sector')] ?? '其他';
    found.set(id, { id, name: plainName(row.subject.name), region: row.township, regulator: row.department, sector });
  }
  return [...found.values()];
}

/** What the registers say of every unit in the file; those that will enter have a township and no posts. */
async function knownWith(
  db: Db,
  rows: readonly LedgerRow[],
  entering: readonly NewEnterprise[],
  at: Instant,
): Promise<Known> {
  const named = rows.flatMap((row) => [
    row.township,
    row.department,
    ...(row.subject.unit === null ? [] : [row.subject.unit]),
  ]);
  const { units, people } = await knownFor(db, { units: [...new Set(named)], people: [] }, at);
  const chains = entering.map(({ id, region }) => [id, { unit: id, kind: 'enterprise', region, ranks: {} }] as const);
  return { units: { ...units, ...Object.fromEntries(chains) }, people };
}

/** The rules are pure, so an opening that they will refuse is known before anything is written. */
function refusals(rows: readonly Row[], order: Order, terms: Terms, known: Known): ImportError[] {
  const { rules } = kindByName(KIND);
  return rows.flatMap(({ row, action, matterId, payload }): ImportError[] => {
    if (action === 'archive') return [];
    const opening = { matterId, number: '', terms };
    const decision = rules.decide(null, importCommand(order, payload, opening, known));
    if (!('refusal' in decision)) return [];
    return [{ row, column: '', code: 'RowRefused', message: decision.refusal.detail }];
  });
}
