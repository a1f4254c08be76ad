import { chained, genesisHash } from '../../db/chain.ts';
import type { Db } from '../../db/client.ts';
import { ledgerRow } from '../../db/ledger-row.ts';
import { fold, projectionOf } from '../../db/matters.ts';
import { writeRows, type Rows } from '../../db/write-rows.ts';
import { kindByName } from '../../workflows/kinds.ts';
import type { Life } from '../../test/support/recorded-life.ts';

/** So many matters a transaction. */
const AT_A_TIME = 50;

/** Writes lives as `append` would, many in one transaction; `seen` hears how many stand. */
export async function fill(db: Db, lives: Iterable<Life>, seen: (written: number) => void): Promise<void> {
  let waiting: Rows[] = [];
  let written = 0;
  const write = async (): Promise<void> => {
    const rows = (name: keyof Rows): readonly object[] => waiting.flatMap((one) => one[name]);
    await db.sql.begin(async (sql) => {
      await writeRows(sql, { ledger: rows('ledger'), matters: rows('matters'), commands: rows('commands'), jobs: [] });
    });
    written += waiting.length;
    waiting = [];
    seen(written);
  };
  for (const life of lives) {
    waiting.push(rowsOf(life));
    if (waiting.length === AT_A_TIME) await write();
  }
  await write();
}

function rowsOf(life: Life): Rows {
  const { matterId, kind: name, entries } = life.batch();
  const kind = kindByName(name);
  const rows = chained(
    genesisHash(matterId, name),
    entries.flatMap((entry) => entry.events),
  );
  const last = rows.at(-1);
  if (last === undefined) throw new Error(`${matterId} has no event`);
  return {
    ledger: rows.map((row) => ledgerRow(kind, matterId, row)),
    matters: [projectionOf(kind, fold(kind, matterId, null, rows, last.hash))],
    jobs: [],
    commands: life.commands().map((command) => ({
      command_id: command.commandId,
      kind: name,
      matter_id: matterId,
      type: command.type,
      command,
      opens: command.opening !== undefined,
      via: 'update',
      outcome: 'done',
      noted_at: command.at,
    })),
  };
}
