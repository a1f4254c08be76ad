import type { Told } from '../../db/reports/rehearsal/story.ts';
import type { LadderRow } from '../../workflows/kernel/ladder.ts';
import { HAZARD_POLICIES } from '../../workflows/hazard/index.ts';
import type { Draft } from '../../db/reports/rehearsal/draft.ts';
import { BODY } from './hazard-bodies.ts';
import { REPORT } from './hazard-story.ts';
import { recordedLife, type Life } from './recorded-life.ts';

/** What the database would answer of a life. */
export function told(life: Life): Told {
  const { matterId, entries } = life.batch();
  return { matterId, events: entries.flatMap((entry) => entry.events), commands: life.commands() };
}

/** A hazard that the enterprise accepted and then forgot; T = 2026-03-19 00:00. */
export function forgotten(nth = 1): Life {
  const life = recordedLife({ nth });
  life.say('yj-jb', 'Report', REPORT, '2026-03-02 09:00');
  life.say('yj-jb', 'Verify', BODY.verify, '2026-03-02 10:00');
  life.say('yj-jb', 'Grade', BODY.general, '2026-03-02 11:00');
  life.say('yj-jb', 'Assign', BODY.assign, '2026-03-03 09:00');
  life.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
  return life;
}

/** The shipped policy as a draft, with its ladder changed. */
export function draftOf(change: (row: LadderRow) => LadderRow = (row) => row): Draft {
  const shipped = HAZARD_POLICIES.find(({ id }) => id === 'standard');
  if (shipped === undefined) throw new Error('no standard policy is shipped');
  const { periods, numbers, ladder, overrides } = shipped;
  const content = { periods, numbers, ladder: ladder.map(change), ...(overrides === undefined ? {} : { overrides }) };
  return { kind: 'hazard', id: 'standard', version: 99, content };
}

/** The same draft with the rung of this row due so many working days after T. */
export function draftWith(rowId: string, amount: number): Draft {
  return draftOf((row) =>
    row.id === rowId
      ? { ...row, anyOf: [{ after: 'due', wait: { amount, unit: 'workingDay' } }, ...row.anyOf.slice(1)] }
      : row,
  );
}
