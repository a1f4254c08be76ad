import { describe, expect, it } from 'vitest';
import { checkArchived, checkCopies, departsFromArchived } from '../../../audit/compare/archive-check.ts';
import { historyJson } from '../../../audit/history/history-json.ts';
import { identityOf } from '../../../audit/history/identity.ts';
import type { ArchivedHistory } from '../../../db/archive/read.ts';
import { sha256 } from '../../../db/chain.ts';
import { runRecord } from '../../../delivery/run-record.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import { savedHistory } from '../../replay/saved.ts';

const { id, kind, history } = savedHistory('0.2.0-closed');
const ofIt = { id, kind };

/** The history as it is archived, with some members changed. */
function archived(changed: Partial<ArchivedHistory> = {}, kept: unknown = history): ArchivedHistory {
  const bytes = Buffer.from(JSON.stringify(kept));
  const said = runRecord(kept);
  const runId = identityOf(history).runId ?? '';
  const hash = `sha256:${sha256(bytes)}`;
  return { ...said, runId, kind, hash, size: bytes.length, history: kept, bytes, ...changed };
}

const said = (one: ArchivedHistory) =>
  checkArchived(ofIt, one).map(({ witness, seq, what }) => ({ witness, seq, what }));

describe('an archived history', () => {
  it('stands when its bytes are those of its hash and the index says what it says', () => {
    expect(said(archived())).toEqual([]);
  });

  it.each<[string, Partial<ArchivedHistory>, string]>([
    ['is missing', { bytes: Buffer.alloc(0), isAbsent: true }, '不在存档中'],
    ['cannot be unpacked', { bytes: Buffer.alloc(0) }, '内容已损坏或被改动'],
    ['has other bytes', { bytes: Buffer.from('{}') }, '哈希不符'],
    ['is no history', { history: { events: [] } }, '不是 Temporal 历史'],
    ['has other events than the index says', { events: 1 }, 'events 应为'],
    ['was made by another build than the index says', { build: 'other' }, 'build 应为'],
    ['ended otherwise than the index says', { status: 'terminated' }, 'status 应为'],
    ['began at another time than the index says', { startedAt: instantOf(0) }, 'startedAt 应为'],
    ['ended at another time than the index says', { closedAt: instantOf(0) }, 'closedAt 应为'],
    ['has another size than the index says', { size: 7 }, 'size 应为'],
    ['is of another kind than the index says', { kind: 'tip' }, 'kind 应为'],
    ['is that of another run', { runId: 'other' }, '运行编号'],
  ])('%s: the archive is named', (_, changed, why) => {
    expect(said(archived(changed))).toContainEqual({
      witness: 'archive',
      seq: 0,
      what: expect.stringContaining(why) as string,
    });
  });

  it('that lacks an event is not whole', () => {
    const holed = { events: history.events.filter((_, i) => i !== 3) };
    const record = { status: 'completed', events: holed.events.length, build: null } as const;
    const bytes = Buffer.from(JSON.stringify(holed));
    const one = { ...archived(), ...record, history: holed, bytes, hash: `sha256:${sha256(bytes)}` };
    expect(said(one)).toEqual([{ witness: 'archive', seq: 0, what: expect.stringContaining('不完整') as string }]);
  });

  it('of another matter is found out', () => {
    expect(checkArchived({ id: 'haz-other', kind }, archived())).toMatchObject([{ witness: 'archive' }]);
  });
});

describe('archived copies of one matter', () => {
  const snapshot = (count: number, events = history.events) =>
    archived({ status: 'running', events: count }, { events: events.slice(0, count) });
  const end = (changed: Partial<ArchivedHistory> = {}, kept: unknown = history) =>
    archived({ status: 'completed', ...changed }, kept);
  const other = history.events.map((event, i) => (i === 4 ? { ...event, eventTime: '2020-01-01T00:00:00Z' } : event));
  const named = (...copies: ArchivedHistory[]) => checkCopies(copies).map(({ witness, what }) => `${witness} ${what}`);

  it('stand when each is the beginning of the one end', () => {
    expect(named(end(), snapshot(10), snapshot(5))).toEqual([]);
  });

  it('of a run that would have ended twice are named', () => {
    const shorter = end({}, { events: history.events.slice(0, -1) });
    expect(named(end(), shorter)).toEqual([expect.stringContaining('2 个不同的结局')]);
  });

  it('that depart from each other are named, whether the run ended or not', () => {
    expect(named(end(), snapshot(10, other))).toEqual([expect.stringContaining('events.4.eventTime')]);
    expect(named(snapshot(12), snapshot(10, other))).toEqual([expect.stringContaining('events.4.eventTime')]);
  });

  it('of two runs stand only when both say that they are of one beginning', () => {
    const begun = (original: string) => ({
      events: history.events.map((event, i) =>
        i === 0
          ? {
              ...event,
              workflowExecutionStartedEventAttributes: {
                ...(event['workflowExecutionStartedEventAttributes'] as object),
                originalExecutionRunId: original,
              },
            }
          : event,
      ),
    });
    expect(named(end(), end({ runId: 'reset' }))).toEqual([]);
    const strange = end({ runId: 'strange' }, begun('strange'));
    expect(named(end(), strange)).toEqual([expect.stringContaining('2 次互不相干的运行')]);
  });
});

describe('Temporal’s history of an archived run', () => {
  const other = historyJson({
    events: history.events.map((event, i) => (i === 4 ? { ...event, eventTime: '2020-01-01T00:00:00Z' } : event)),
  });

  it('departs where one of its events was changed, or some are missing', () => {
    expect(departsFromArchived(history, archived())).toBeNull();
    expect(departsFromArchived(other, archived())).toContain('events.4.eventTime');
    expect(departsFromArchived({ events: history.events.slice(0, -1) }, archived())).not.toBeNull();
  });

  it('goes on from a copy that was taken while the run lived', () => {
    const copy = archived({ status: 'running' }, { events: history.events.slice(0, 10) });
    expect(departsFromArchived(history, copy)).toBeNull();
    expect(departsFromArchived(other, copy)).not.toBeNull();
  });
});
