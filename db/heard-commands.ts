import type { Command } from '../workflows/kernel/command.ts';
import type { MatterId } from '../workflows/kernel/terms.ts';
import { asJson, type Db } from './client.ts';

/** A command as a run heard it. */
export interface HeardCommand {
  readonly command: Command;
  readonly kind: string;
  readonly matterId: MatterId;
  readonly opens: boolean;
  readonly via: 'update' | 'signal';
}

/**
 * Notes commands that a run has heard and the database has lost, as waiting: the append that follows sets their outcome,
 * and without it the sweeper asks for it. What was asked for before it was prepared is not known any more, so they
 * carry no hash of it. Idempotent.
 */
export async function noteHeard({ sql }: Db, heard: readonly HeardCommand[]): Promise<void> {
  const rows = heard.map(({ command, kind, matterId, opens, via }) => ({
    command_id: command.commandId,
    kind,
    matter_id: matterId,
    type: command.type,
    command,
    opens,
    via,
    noted_at: command.at,
  }));
  await sql`
    insert into commands (command_id, kind, matter_id, type, command, opens, via, outcome, noted_at)
    select command_id, kind, matter_id, type, command, opens, via, 'waiting', noted_at
    from jsonb_populate_recordset(null::commands, ${asJson(sql, rows)})
    on conflict (command_id) do nothing`;
}
