import { instantAt, type Ms } from './days.ts';
import { expectedEnd, expectedRungs } from './expected.ts';
import { TOLERANCE_MS, type Audited, type Finding } from './finding.ts';
import { factsAfter, type Facts, type LedgerEvent } from './facts.ts';

/** An event may not come earlier than what was due before it: it, and every rung that fired, is held against the facts of its own moment. */
export function auditHazard(matter: Audited, events: readonly LedgerEvent[], now: Ms): Finding[] {
  const found: Finding[] = [];
  const told = new Set<string>();
  let facts: Facts | null = null;
  const tell = (findings: readonly Told[]): void => {
    for (const { key, ...finding } of findings) {
      if (told.has(`${finding.why} ${key}`)) continue;
      told.add(`${finding.why} ${key}`);
      found.push({ matterId: matter.id, number: matter.number, ...finding });
    }
  };
  let command = '';
  for (const event of events) {
    if (facts !== null) {
      // What is due is caught up before a command, not between the events of one.
      if (event.commandId !== command) tell(overdue(facts, Date.parse(event.at), false));
      if (event.type === 'RungFired') tell(judged(facts, event));
    }
    command = event.commandId;
    facts = factsAfter(facts, event);
  }
  if (facts === null) return found;
  // `+ 1`: what is due at the last tolerated instant itself has had its time.
  tell(overdue(facts, now - TOLERANCE_MS + 1, true));
  if (facts.step.name !== 'ended' && facts.step.holders === 0)
    tell([{ key: 'holder', why: 'noHolder', rowId: null, rung: null, dueAt: null, open: true }]);
  return found;
}

interface Told extends Omit<Finding, 'matterId' | 'number'> {
  readonly key: string;
}

/** What should have happened before an instant and has not. */
function overdue(facts: Facts, before: Ms, open: boolean): Told[] {
  const end = expectedEnd(facts);
  const step = `${facts.due.version.toString()}.${facts.step.version.toString()}`;
  const ends: Told[] =
    end === null || end.at >= before
      ? []
      : [{ key: step, why: 'expiryMissing', rowId: end.what, rung: null, dueAt: instantAt(end.at), open }];
  const rungs = expectedRungs(facts)
    .filter(({ firesAt }) => firesAt < before)
    .map(({ key, rowId, rung, dueAt }): Told => ({
      key,
      why: 'rungMissing',
      rowId,
      rung,
      dueAt: instantAt(dueAt),
      open,
    }));
  return [...ends, ...rungs];
}

/** Whether a rung that fired had fired before, or was not due yet. */
function judged(facts: Facts, event: Extract<LedgerEvent, { type: 'RungFired' }>): Told[] {
  const { key, rowId, rung, dueAt } = event.data;
  const said = { key, rowId, rung, dueAt, firedAt: event.heardAt, open: false };
  if (facts.fired.has(key)) return [{ ...said, why: 'rungTwice' }];
  const expected = expectedRungs(facts).find((other) => other.key === key);
  const isFounded =
    expected !== undefined &&
    expected.dueAt <= Date.parse(dueAt) &&
    expected.firesAt <= Math.min(Date.parse(event.at), Date.parse(event.heardAt));
  if (isFounded) return [];
  return [{ ...said, why: 'rungEarly', dueAt: expected === undefined ? dueAt : instantAt(expected.dueAt) }];
}
