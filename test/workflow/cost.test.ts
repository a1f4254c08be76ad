import { DefaultLogger, Runtime } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { changesBetween, readGolden } from '../../bench/cost/golden.ts';
import { measureCosts, type Costs } from '../../bench/cost/measure.ts';
import { newMeter } from '../../bench/cost/meter.ts';
import { brokenPromises } from '../../bench/cost/promises.ts';
import {
  freshDatabase,
  seededAccounts,
  temporalAddress,
  temporalNamespace,
  workflowBundle,
} from '../support/system.ts';

/** Four cases on a machine that does other things meanwhile. */
const MEASURING_MS = 300_000;

let costs: Costs;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  costs = await measureCosts({
    databaseUrl: await freshDatabase(),
    accounts: seededAccounts(),
    temporal: { address: temporalAddress(), namespace: temporalNamespace() },
    bundle: workflowBundle(),
  });
}, MEASURING_MS);

describe('what the loop costs', () => {
  it('is what was committed, within two per cent', () => {
    expect(changesBetween(readGolden(), costs.exact)).toEqual([]);
  });

  it('stays within what is promised: events of a straight life, transactions of a command, nothing for a duplicate', () => {
    expect(brokenPromises(costs)).toEqual([]);
  });

  it('counts every event, and every command and wake that the ledger tells of', () => {
    const { history, commands, ledger, recording } = costs.exact['straight'] ?? {};
    const { total = 0, ...types } = history ?? {};
    expect(Object.values(types).reduce((sum, count) => sum + count, 0)).toBe(total);
    expect(types).toMatchObject({ WorkflowExecutionUpdateCompleted: 8, TimerFired: 2, WorkflowExecutionCompleted: 1 });
    expect(commands).toMatchObject({ sent: 8 });
    expect(ledger).toEqual({ rows: 11 });
    expect(recording).toMatchObject({ writes: 2 });
  });
});

describe('a figure', () => {
  const golden = (total: number) => ({ straight: { history: { total } } });

  it('may differ by two per cent and no more', () => {
    expect(changesBetween(golden(100), golden(102))).toEqual([]);
    expect(changesBetween(golden(100), golden(98))).toEqual([]);
    expect(changesBetween(golden(100), golden(103))).toMatchObject([{ change: 'rise', committed: 100, measured: 103 }]);
    expect(changesBetween(golden(100), golden(97))).toMatchObject([{ change: 'fall', committed: 100, measured: 97 }]);
  });

  it('that was never committed is a rise, and one that is no longer measured a fall', () => {
    const figure = 'straight.history.total';
    expect(changesBetween({}, golden(1))).toEqual([{ figure, committed: 0, measured: 1, change: 'rise' }]);
    expect(changesBetween(golden(1), {})).toEqual([{ figure, committed: 1, measured: 0, change: 'fall' }]);
  });
});

describe('a promise', () => {
  type Change = readonly [part: 'exact' | 'bounded', name: string, group: string, figure: string, value: number];
  const changed = ([part, name, group, figure, value]: Change): Costs => {
    const groups = costs[part][name] ?? {};
    return {
      ...costs,
      [part]: { ...costs[part], [name]: { ...groups, [group]: { ...groups[group], [figure]: value } } },
    };
  };

  it.each<Change>([
    ['exact', 'straight', 'history', 'total', 81],
    ['exact', 'straight', 'commands', 'mostWritesOfOneCommand', 3],
    ['exact', 'overdueToL3', 'commands', 'mostWritesOfOneCommand', 3],
    ['exact', 'duplicates', 'decided', 'history', 1],
    ['exact', 'duplicates', 'redelivered', 'history', 1],
    ['exact', 'duplicates', 'redelivered', 'ledger', 1],
    ['exact', 'duplicates', 'signalledWhileWaiting', 'ledger', 1],
    ['bounded', 'duplicates', 'atOnce', 'history', 1],
    ['bounded', 'duplicates', 'atOnce', 'ledger', 1],
    ['bounded', 'duplicates', 'atOnce', 'statementsPerSend', 15],
  ])('is broken when %s %s %s %s is %i', (...change) => {
    expect(brokenPromises(changed(change))).toHaveLength(1);
  });

  it('about something that was not measured is broken', () => {
    expect(brokenPromises({ exact: {}, bounded: {} }).length).toBeGreaterThan(0);
  });
});

describe('the meter', () => {
  const spent = (...statements: readonly string[]) => {
    const meter = newMeter();
    for (const statement of statements) meter.see(statement);
    return { writes: meter.writes, statements: meter.statements };
  };

  it('counts a transaction that writes once, whatever it writes', () => {
    const append = [
      'begin',
      'select 1 from matters for update',
      'insert into ledger values (1)',
      'update matters set a = 1',
    ];
    expect(spent(...append, 'commit')).toEqual({ writes: 1, statements: 5 });
    expect(spent(...append, 'commit', ...append, 'rollback')).toEqual({ writes: 2, statements: 10 });
  });

  it('counts a statement outside as a transaction of its own', () => {
    expect(spent('update jobs set a = 1', 'with a as (delete from jobs) select 1')).toEqual({
      writes: 2,
      statements: 2,
    });
  });

  it('does not take a lock or a look for a write', () => {
    expect(spent('begin', 'select 1 for update skip locked', 'commit', 'select 1')).toEqual({
      writes: 0,
      statements: 4,
    });
  });
});
