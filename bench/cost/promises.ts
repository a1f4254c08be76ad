import type { Costs } from './measure.ts';

const HISTORY_MAX = 80;
const WRITES_OF_ONE_COMMAND_MAX = 2;
/** Looking it up, the register, the files that it cites (who handed them in, else where they are shown and to whom), the note and what stands of it, older ones; then an append that finds all written. */
const STATEMENTS_OF_A_DUPLICATE_MAX = 14;

/** Upper bounds that hold whatever the golden file says: those that are broken, in a sentence each. */
export function brokenPromises({ exact, bounded }: Costs): readonly string[] {
  const at = (costs: Costs['exact'], name: string, group: string, figure: string): number =>
    costs[name]?.[group]?.[figure] ?? Number.NaN;
  const atMost = (what: string, value: number, max: number): string[] =>
    value <= max ? [] : [`${what}为 ${value.toString()}，应不超过 ${max.toString()}`];
  return [
    ...atMost('顺利办结的历史事件', at(exact, 'straight', 'history', 'total'), HISTORY_MAX),
    ...['straight', 'failedRecheck', 'overdueToL3'].flatMap((name) =>
      atMost(
        `${name} 单个命令的写事务`,
        at(exact, name, 'commands', 'mostWritesOfOneCommand'),
        WRITES_OF_ONE_COMMAND_MAX,
      ),
    ),
    ...['decided', 'redelivered', 'signalledWhileWaiting'].flatMap((group) => [
      ...atMost(`${group} 重复命令新增的历史事件`, at(exact, 'duplicates', group, 'history'), 0),
      ...atMost(`${group} 重复命令新增的台账行`, at(exact, 'duplicates', group, 'ledger'), 0),
    ]),
    ...atMost('同时重复提交新增的历史事件', at(bounded, 'duplicates', 'atOnce', 'history'), 0),
    ...atMost('同时重复提交新增的台账行', at(bounded, 'duplicates', 'atOnce', 'ledger'), 0),
    ...atMost(
      '同时重复提交每次的语句',
      at(bounded, 'duplicates', 'atOnce', 'statementsPerSend'),
      STATEMENTS_OF_A_DUPLICATE_MAX,
    ),
  ];
}
