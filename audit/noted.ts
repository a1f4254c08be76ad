import { ledgerRow } from '../db/ledger-row.ts';
import type { Entry } from '../workflows/kernel/hear.ts';
import { KINDS } from '../workflows/kinds.ts';
import type { Auditor } from './auditor.ts';
import { checked } from './compare/checked.ts';
import { inColumn } from './compare/column-names.ts';
import { departure, saying } from './compare/departure.ts';
import type { Gathered } from './evidence.ts';
import { at } from './history/history-json.ts';
import { recordedIn } from './history/recorded.ts';
import type { Difference } from './verdict.ts';

/** What a row of the ledger says beside the record, by the names of its columns; an opening is counted by it. */
const COLUMNS = ['kind', 'found_on', 'region', 'sector', 'parent'] as const;

/**
 * What no hash covers and something else still knows: by what the ledger's rows are counted, which follows from their
 * events; the documents that were drawn up, which follow from the history; and, of a run that is not archived, each
 * command as it was noted when it was received, which no rule may have read whole.
 */
export async function checkNoted(
  { db, kindOf }: Pick<Auditor, 'db' | 'kindOf'>,
  evidence: Gathered,
  entries: readonly Entry[],
): Promise<Difference[]> {
  const { id, ledger } = evidence;
  const [rows, documents, commands] = await Promise.all([
    db.sql<Row[]>`select seq, ${db.sql(COLUMNS)} from ledger where matter_id = ${id} order by seq`,
    db.sql<Document[]>`
      select key, document, data from documents where matter_id = ${id} and document <> 'Audit'
        and key = any(${evidence.documents.map(({ key }) => key)}) order by key`,
    db.sql<Noted[]>`select command_id as "commandId", command from commands where matter_id = ${id}`,
  ]);
  const expected = () => ledger.map((event) => ledgerRow(kindOf(evidence.kind), id, event));
  const agree = entries.length > 0;
  return [
    ...checked('ledger', 1, () => checkRows(expected(), rows)),
    ...(agree ? checkDocuments(entries, documents) : []),
    ...(evidence.archived.length > 0 ? [] : checkCommands(evidence, commands, agree)),
  ];
}

/** Of a matter that neither ledger nor history knows: whether a command on it was heard, so that it must have been there. */
export async function checkDone({ db }: Pick<Auditor, 'db'>, id: string): Promise<Difference[]> {
  const [heard] = await db.sql<{ commandId: string }[]>`
    select command_id as "commandId" from commands where matter_id = ${id} and outcome = 'done' order by ord limit 1`;
  return heard === undefined ? [] : [deleted(`指令登记中却有已办的指令 ${heard.commandId}`)];
}

/** The same of one that the projection does not know either: or whether the trail tells of it. */
export async function checkHeard({ db }: Pick<Auditor, 'db'>, id: string): Promise<Difference[]> {
  const done = await checkDone({ db }, id);
  if (done.length > 0) return done;
  const [told] = await db.sql<{ seq: number }[]>`
    select seq from trail where subject = any(${subjectsOf(id)}) and type = any(${TOLD_OF_MATTERS}) order by seq limit 1`;
  return told === undefined ? [] : [deleted(`审计日志第 ${told.seq.toString()} 条却提到它`)];
}

function deleted(known: string): Difference {
  return { witness: 'ledger', seq: 1, what: `整件事项被删除：台账和历史中都没有它，${known}` };
}

/** What the trail tells only of matters that were there. */
export const TOLD_OF_MATTERS = ['Audited', 'EvidenceExported', 'HistoryRead', 'SealedRead'];

/** How the trail may name a matter, of whatever kind it is. */
export function subjectsOf(id: string): string[] {
  return KINDS.map(({ rules }) => `${rules.name}/${id}`);
}

type Row = { readonly seq: number } & Readonly<Record<(typeof COLUMNS)[number], string | null>>;

interface Document {
  readonly key: string;
  readonly document: string;
  readonly data: unknown;
}

interface Noted {
  readonly commandId: string;
  readonly command: unknown;
}

function checkRows(expected: readonly object[], rows: readonly Row[]): Difference[] {
  return expected.flatMap((event, i) => {
    const row = rows[i];
    const said = (value: unknown) => Object.fromEntries(COLUMNS.map((column) => [column, at(value, column) ?? null]));
    const departs = row === undefined ? null : departure(said(event), said(row));
    if (departs === null) return [];
    const seq = i + 1;
    return [
      {
        witness: 'ledger' as const,
        seq,
        what: `第 ${seq.toString()} 条供检索和统计的列被改动：${saying(inColumn(departs))}`,
      },
    ];
  });
}

function checkDocuments(entries: readonly Entry[], documents: readonly Document[]): Difference[] {
  const drawn = new Map(entries.flatMap(({ effects }) => effects.map((effect) => [effect.key, effect] as const)));
  return documents.flatMap(({ key, document, data }) => {
    const effect = drawn.get(key);
    const asked = effect?.type === 'Draw' ? { document: effect.document, data: effect.data } : null;
    const departs = departure(asked, { document, data });
    if (departs === null) return [];
    const what = asked === null ? '没有来由' : `与历史所要求的不符：${saying(departs)}`;
    return [{ witness: 'evidence' as const, seq: 0, what: `文书 ${key} ${what}` }];
  });
}

/**
 * A signal from outside was noted without its body only after it was heard: such a row witnesses nothing. Where history
 * and ledger `agree`, and the event says what the history says, it is the noted command that was altered; what no event
 * repeats, because no rule reads it, was altered in the history.
 */
function checkCommands({ history, ledger }: Gathered, commands: readonly Noted[], agree: boolean): Difference[] {
  if (history === null) return [];
  const noted = new Map(commands.map(({ commandId, command }) => [commandId, command]));
  return recordedIn(history).inputs.flatMap(({ commandId, command }): Difference[] => {
    const before = noted.get(commandId) ?? null;
    const departs = at(before, 'body') === undefined || at(before, 'body') === null ? null : departure(before, command);
    if (departs === null) return [];
    const seq = ledger.find((event) => event.commandId === commandId)?.seq ?? 1;
    const isRepeated = typeof departs.found === 'string' && saidIn(ledger, commandId).includes(departs.found);
    if (!agree || !isRepeated) {
      const what = `历史所记指令 ${commandId} 与受理时登记的不符：${saying(departs)}`;
      return [{ witness: 'history', seq, what }];
    }
    const altered = saying({ ...departs, expected: departs.found, found: departs.expected });
    return [{ witness: 'command', seq, what: `登记的指令 ${commandId} 与历史、台账都不符：${altered}` }];
  });
}

/** Every text in the events that a command caused. */
function saidIn(ledger: Gathered['ledger'], commandId: string): readonly string[] {
  const said: string[] = [];
  const read = (_: string, value: unknown): unknown => {
    if (typeof value === 'string') said.push(value);
    return value;
  };
  for (const event of ledger) if (event.commandId === commandId) JSON.stringify(event.data, read);
  return said;
}
