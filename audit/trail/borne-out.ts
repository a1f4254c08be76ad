import type { Queryable } from '../../db/client.ts';
import { commandsOf, versionsAt, type DecidedCommand } from '../../db/queries/told.ts';
import { changeSubject, versionHash, type KeptVersion } from '../../db/registers/versions.ts';
import type { TrailRow } from '../../db/trail.ts';
import type { Difference } from '../verdict.ts';

/** Whether the registers' versions and the commands still say what these entries say of them. */
export async function bornOut(sql: Queryable, rows: readonly TrailRow[]): Promise<Difference[]> {
  const changes = rows.filter(({ type }) => type === 'RegisterChanged');
  const refusals = rows.filter(({ type, data }) => type === 'CommandRefused' && data['via'] !== 'api');
  const kept = await versionsAt(sql, changes.map(ordOf).filter(Number.isSafeInteger));
  const versions = new Map(kept.map((version) => [version.ord, version]));
  const decided = await commandsOf(sql, refusals.map(commandIdOf));
  const commands = new Map(decided.map((command) => [command.commandId, command]));
  return [
    ...changes.flatMap((row) => departs(row, changeFault(row, versions.get(ordOf(row))))),
    ...refusals.flatMap((row) => departs(row, refusalFault(row, commands.get(commandIdOf(row))))),
  ];
}

function changeFault(row: TrailRow, version: KeptVersion | undefined): string | null {
  if (version === undefined) return '所记的名录变更已不存在';
  const { register, id } = version;
  const isSame = row.subject === changeSubject(version) && versionHash(version) === row.data['hash'];
  return isSame ? null : `所记的名录变更（${register}/${id}）内容与当时的哈希不符`;
}

/** What was refused may have been done since, by whoever was first at the other door; it never waits again. */
function refusalFault(row: TrailRow, command: DecidedCommand | undefined): string | null {
  if (command === undefined) return '所记的被拒绝操作已不存在';
  if (command.subject !== row.subject || command.type !== row.data['command'] || command.outcome === 'waiting')
    return '所记的被拒绝操作与命令登记不符';
  if (command.outcome === 'refused' && command.code !== row.data['code']) return '所记的拒绝原因与命令登记不符';
  return null;
}

function departs({ seq }: TrailRow, fault: string | null): Difference[] {
  return fault === null ? [] : [{ witness: 'trail', seq, what: `审计日志第 ${seq.toString()} 条${fault}` }];
}

function ordOf({ data }: TrailRow): number {
  return Number(data['ord']);
}

function commandIdOf({ data }: TrailRow): string {
  return String(data['commandId']);
}
