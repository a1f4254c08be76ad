import { noteCommand } from '../../db/commands.ts';
import type { Db } from '../../db/client.ts';
import { append } from '../../db/ledger.ts';
import type { Life } from './recorded-life.ts';

/** Writes a life as the API and the loop do: its commands noted, then everything that came of them appended. */
export async function keepLife(db: Db, life: Life): Promise<void> {
  const batch = life.batch();
  for (const command of life.commands()) {
    const { matterId, kind } = batch;
    const opens = command.opening !== undefined;
    await noteCommand(db, { command, kind, matterId, opens, via: 'update', bodyHash: command.commandId });
  }
  await append(db, batch);
}
