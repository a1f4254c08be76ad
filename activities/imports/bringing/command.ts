import { createHash } from 'node:crypto';
import type { ImportBody } from '../../../workflows/hazard/command.ts';
import { SYSTEM, type Command, type Known, type Opening } from '../../../workflows/kernel/command.ts';
import type { Instant } from '../../../workflows/kernel/instant.ts';
import type { MatterId, PersonId, UnitId } from '../../../workflows/kernel/terms.ts';
import { plain } from '../checking/cells.ts';
import { importBody } from './body.ts';
import type { LedgerRow } from '../checking/ledger-row.ts';

/** The import that a row belongs to. */
export interface Order {
  readonly id: string;
  readonly file: string;
  readonly by: PersonId;
  readonly at: Instant;
}

/** What is kept of a row until its matter stands: what the sheet said, and the unit that its 责任单位 is. */
export interface StagedPayload {
  readonly ledgerRow: LedgerRow;
  readonly subject: UnitId;
}

/** The matter that a row becomes: the same row is the same matter, whoever brings it. */
export function matterIdOf(key: string): MatterId {
  return `haz-${digest(`import\0${key}`)}` as MatterId;
}

/** The unit that an enterprise of this name is registered as, when no register knows it. */
export function newEnterpriseId(name: string): UnitId {
  return `ent-${digest(`enterprise\0${plain(name)}`)}` as UnitId;
}

/** The opening command of a row: of the system, on behalf of whoever handed the file in, received when the file was. */
export function importCommand(
  order: Order,
  { ledgerRow, subject }: StagedPayload,
  opening: Opening,
  known: Known,
): Command<'Import', ImportBody> {
  const chains = unitsOf([{ payload: { ledgerRow, subject } }]).flatMap((unit) => {
    const chain = known.units[unit];
    return chain === undefined ? [] : [[unit, chain] as const];
  });
  return {
    commandId: `${order.id}-${ledgerRow.row.toString()}`,
    type: 'Import',
    at: order.at,
    actor: { ...SYSTEM, onBehalfOf: order.by },
    // Only what this row names: it travels with every opening, and stays in history.
    known: { units: Object.fromEntries(chains), people: {} },
    opening,
    body: importBody(ledgerRow, subject, { batch: order.id, fileHash: order.file }),
  };
}

/** The units that staged rows name, each once. */
export function unitsOf(rows: readonly { readonly payload: StagedPayload }[]): UnitId[] {
  return [
    ...new Set(rows.flatMap(({ payload: { ledgerRow: row, subject } }) => [subject, row.township, row.department])),
  ];
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
