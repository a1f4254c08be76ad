import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BrokenHistory, runRecord } from '../../../delivery/run-record.ts';

const START = {
  eventId: '1',
  eventTime: '2026-03-02T01:00:00.123456789Z',
  eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED',
  workflowExecutionStartedEventAttributes: { workflowType: { name: 'hazard' } },
};
const task = (eventId: string, attributes: object) => ({
  eventId,
  eventTime: '2026-03-02T01:00:01Z',
  eventType: 'EVENT_TYPE_WORKFLOW_TASK_COMPLETED',
  workflowTaskCompletedEventAttributes: attributes,
});
const ended = (eventId: string, how: string) => ({
  eventId,
  eventTime: '2026-03-02T01:00:02Z',
  eventType: `EVENT_TYPE_WORKFLOW_EXECUTION_${how}`,
});
const of = (...events: object[]) => runRecord({ events });

describe('the record of a run', () => {
  it.each([
    ['COMPLETED', 'completed'],
    ['FAILED', 'failed'],
    ['CANCELED', 'canceled'],
    ['TERMINATED', 'terminated'],
    ['TIMED_OUT', 'timedOut'],
    ['CONTINUED_AS_NEW', 'continuedAsNew'],
  ])('names how it ended: %s', (how, status) => {
    expect(of(START, ended('2', how))).toEqual({
      kind: 'hazard',
      status,
      events: 2,
      startedAt: '2026-03-02T09:00:00.123+08:00',
      closedAt: '2026-03-02T09:00:02.000+08:00',
      build: null,
    });
  });

  it('says that it runs while no end is the last event', () => {
    expect(of(START, task('2', {}))).toMatchObject({ status: 'running', closedAt: null, events: 2 });
  });

  it('names the build of the last task that says one', () => {
    const named = (buildId: string) => ({ workerVersion: { buildId } });
    expect(of(START, task('2', named('a')), task('3', named('b'))).build).toBe('b');
    expect(of(START, task('2', named('a')), task('3', {})).build).toBe('a');
    expect(of(START, task('2', { binaryChecksum: 'old' }), task('3', named(''))).build).toBe('old');
  });

  it('is not read from a history that lacks a page, its beginning, or everything', () => {
    expect(() => of(START, task('3', {}))).toThrow(new BrokenHistory('event 2 is missing'));
    expect(() => of(task('2', {}))).toThrow('event 1 is missing');
    for (const none of [{ events: [] }, {}, null, { events: [task('1', {})] }])
      expect(() => runRecord(none)).toThrow('the history does not begin with a start');
  });

  it('fits what the releases recorded', () => {
    const file = new URL('../../replay/histories/0.1.0-closed.json', import.meta.url);
    const saved = JSON.parse(readFileSync(file, 'utf8')) as { readonly history?: unknown };
    expect(runRecord(saved.history ?? saved)).toMatchObject({
      kind: 'hazard',
      build: expect.stringMatching(/./) as string,
    });
  });
});
