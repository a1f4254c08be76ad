import type { AnyRules } from '../../../workflows/kernel/definition.ts';
import type { Loop } from '../../../workflows/kernel/hear.ts';
import { holderOf } from '../../../workflows/hazard/posts.ts';
import { currentDue } from '../../../workflows/hazard/running.ts';
import type { HazardState, Matter } from '../../../workflows/hazard/state.ts';
import { LIVE_STATUSES } from '../../../workflows/hazard/status.ts';
import { RUNGS } from '../../../workflows/hazard/supervision.ts';
import type { Law } from '../law.ts';

type HazardLaw = Law<HazardState>;

const LIVE: ReadonlySet<string> = new Set(LIVE_STATUSES);

/** The chain of responsibility never breaks: exactly one running step, and somebody at its end. */
const held = (rules: AnyRules): HazardLaw => ({
  name: 'an open matter has one holder and a next wake ahead',
  broken: ({ after, now }) => {
    const running = after.steps.filter((step) => step.endedAt === null);
    if (running.length !== 1) return `${running.length.toString()} steps run at once`;
    const holder = holderOf(after)?.post ?? null;
    if (!LIVE.has(after.status) || after.final) return holder === null ? null : `it is over, and ${holder} holds it`;
    const wake = rules.nextWake(after);
    if (holder === null || wake === null) return `held by ${String(holder)}, woken at ${String(wake)}`;
    return wake > now ? null : `it is ${now}, and the wake of ${wake} was not heard`;
  },
});

const appended: HazardLaw = {
  name: 'due versions and steps are only appended',
  broken: ({ before, after }) => {
    for (const [i, old] of before.dueDates.entries()) {
      const now = after.dueDates[i];
      if (now === old) continue;
      if (now === undefined || now.due !== old.due || now.start !== old.start || now.reason !== old.reason)
        return `due version ${old.version.toString()} was altered`;
      if (old.restsFrom !== null && now.restsFrom !== old.restsFrom)
        return `due version ${old.version.toString()} rested from ${old.restsFrom} and now from ${String(now.restsFrom)}`;
    }
    for (const [i, old] of before.steps.entries()) {
      const now = after.steps[i];
      if (now?.name !== old.name || now.start !== old.start) return `step ${old.version.toString()} was altered`;
      if (old.endedAt !== null && now.endedAt !== old.endedAt) return `step ${old.version.toString()} ended twice`;
    }
    return null;
  },
};

const onceEach: HazardLaw = {
  name: 'a row of the ladder fires once per due version and ground',
  broken: ({ after }) => {
    const seen = new Set<string>();
    for (const { rowId, clock, version, key, withdrawnAt } of after.fired) {
      if (withdrawnAt !== null) continue;
      const id = `${rowId}@${clock}${version.toString()}#${key.split('#')[1] ?? ''}`;
      if (seen.has(id)) return `${id} fired twice`;
      seen.add(id);
    }
    return null;
  },
};

const levelStands: HazardLaw = {
  name: 'the level is the height of the acts done and falls only by a word or a withdrawal',
  broken: ({ before, after, entries }) => {
    const { lowered, acts, level } = after;
    const counted = acts.filter((act) => act.withdrawnAt === null && (lowered === null || act.doneAt > lowered.at));
    const height = Math.max(
      lowered?.to ?? 0,
      ...counted.map((act) => RUNGS.findIndex((rung) => rung === act.rung) + 1),
    );
    if (level !== height) return `the level is ${level.toString()}, the acts done reach ${height.toString()}`;
    const types = entries.flatMap((entry) => entry.events.map((event) => event.type));
    const said = types.includes('LevelLowered') || types.includes('RungWithdrawn');
    return level < before.level && !said
      ? `the level fell from ${before.level.toString()} to ${level.toString()}`
      : null;
  },
};

/** An outage delays what people hear, never what falls due: the same rungs as with nobody asleep, in the same order. */
const outageKeepsRungs: HazardLaw = {
  name: 'an outage fires the rungs that wakefulness would have fired',
  broken: ({ after, awake }) => {
    const [slept, stayedAwake] = [firedIn(after), awake === null ? null : firedIn(stateOf(awake))];
    return stayedAwake === null || slept === stayedAwake ? null : `fired ${slept}, awake ${stayedAwake}`;
  },
};

const firedWhenDue: HazardLaw = {
  name: 'no rung fires before it is due, but a warning that would else come too late',
  broken: ({ entries }) => {
    for (const { at, events } of entries) {
      for (const { type, data } of events) {
        const { rung, dueAt } = data as { readonly rung: string; readonly dueAt: string };
        if (type === 'RungFired' && dueAt > at && rung !== 'warn') return `${rung}, due ${dueAt}, fired at ${at}`;
      }
    }
    return null;
  },
};

const firedInOrder: HazardLaw = {
  name: 'what fell due at one instant fires in order of its due time',
  broken: ({ entries }) => {
    for (const { command, events } of entries) {
      const fired = events.filter(({ type }) => command === 'Wake' && type === 'RungFired');
      const dues = fired.map(({ data }) => (data as { readonly dueAt: string }).dueAt);
      if (dues.some((due, i) => due < (dues[i - 1] ?? ''))) return dues.join();
    }
    return null;
  },
};

const restsWhileStayed: HazardLaw = {
  name: 'T rests while it is stayed',
  broken: ({ after }) => {
    const stay = after.stays.at(-1);
    return stay?.endedAt === null && currentDue(after).restsFrom === null ? 'stayed, and yet T runs' : null;
  },
};

/** Laws of deadlines, holders and the ladder. */
export const timeLaws = (rules: AnyRules): readonly HazardLaw[] => [
  held(rules),
  appended,
  onceEach,
  levelStands,
  outageKeepsRungs,
  firedInOrder,
  firedWhenDue,
  restsWhileStayed,
];

function firedIn(matter: Matter): string {
  return matter.fired.map((fired) => `${fired.key} ${fired.dueAt}`).join();
}

function stateOf(loop: Loop): HazardState {
  return loop.state as HazardState;
}
