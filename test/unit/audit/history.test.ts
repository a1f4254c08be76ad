import { describe, expect, it } from 'vitest';
import { heardPart } from '../../../audit/history/heard.ts';
import { historyJson, NotAHistory, payloads, toPayload } from '../../../audit/history/history-json.ts';
import { recordedIn } from '../../../audit/history/recorded.ts';

function history(...types: string[]) {
  return historyJson({ events: types.map((type, i) => ({ eventId: String(i + 1), eventType: `EVENT_TYPE_${type}` })) });
}

describe('a history read from JSON', () => {
  it('is refused when it is none', () => {
    for (const value of [null, {}, { events: [] }, { events: [{ eventId: 1 }] }])
      expect(() => historyJson(value)).toThrow(NotAHistory);
  });

  it('gives back what was put into a payload, and null for what is no JSON', () => {
    expect(payloads({ payloads: [toPayload({ 词: [1, null] }), { data: '5Lit' }, {}] })).toEqual([
      { 词: [1, null] },
      null,
      null,
    ]);
    expect(payloads(undefined)).toEqual([]);
  });

  it('names the kind, the inputs, the answers, the hand-overs, the end and the build', () => {
    const command = { commandId: 'c1', type: 'Open' };
    const refusal = { code: 'NotYours', detail: '不该由你办。' };
    const args = { payloads: [toPayload(command)] };
    const events = [
      { eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED',
        workflowExecutionStartedEventAttributes: { workflowType: { name: 'errand' }, input: args } },
      { eventType: 'EVENT_TYPE_WORKFLOW_TASK_COMPLETED',
        workflowTaskCompletedEventAttributes: { workerVersion: { buildId: 'abc' } } },
      { eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED',
        workflowExecutionUpdateAcceptedEventAttributes: { acceptedRequest: { input: { args } } } },
      { eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED',
        workflowExecutionUpdateCompletedEventAttributes: {
          meta: { updateId: 'c1' },
          outcome: { failure: { applicationFailureInfo: { details: { payloads: [toPayload(refusal)] } } } },
        } },
      { eventType: 'EVENT_TYPE_ACTIVITY_TASK_SCHEDULED',
        activityTaskScheduledEventAttributes: { activityType: { name: 'record' }, input: { payloads: [toPayload('batch')] } } },
      { eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED',
        workflowExecutionCompletedEventAttributes: { result: { payloads: [toPayload({ version: 0 })] } } },
    ].map((event, i) => ({ eventId: String(i + 1), ...event })); // prettier-ignore
    expect(recordedIn(historyJson({ events }))).toEqual({
      kind: 'errand',
      inputs: [
        { eventId: '1', commandId: 'c1', command },
        { eventId: '3', commandId: 'c1', command },
      ],
      answers: new Map([['c1', refusal]]),
      handOvers: ['batch'],
      ended: { version: 0 },
      build: 'abc',
    });
  });
});

describe('the heard part of a history', () => {
  it('ends with what the last finished task caused', () => {
    const { events } = heardPart(
      history(
        'WORKFLOW_EXECUTION_STARTED', 'WORKFLOW_TASK_SCHEDULED', 'WORKFLOW_TASK_STARTED', 'WORKFLOW_TASK_COMPLETED',
        'WORKFLOW_EXECUTION_UPDATE_ACCEPTED', 'TIMER_STARTED', 'WORKFLOW_EXECUTION_UPDATE_COMPLETED',
        'WORKFLOW_EXECUTION_SIGNALED', 'WORKFLOW_TASK_SCHEDULED', 'WORKFLOW_TASK_STARTED',
      ), // prettier-ignore
    );
    expect(events).toHaveLength(7);
  });

  it('is empty before any task has finished', () => {
    expect(heardPart(history('WORKFLOW_EXECUTION_STARTED', 'WORKFLOW_TASK_SCHEDULED')).events).toEqual([]);
  });

  it('keeps the end of a run', () => {
    expect(heardPart(history('WORKFLOW_TASK_COMPLETED', 'WORKFLOW_EXECUTION_COMPLETED')).events).toHaveLength(2);
  });
});
