import type { AnyRules } from '../../../workflows/kernel/definition.ts';
import { DAY_MS, plusMs } from '../../../workflows/kernel/instant.ts';
import type { Bodies, CommandType } from '../../../workflows/hazard/command.ts';
import { holderOf } from '../../../workflows/hazard/posts.ts';
import { currentStep } from '../../../workflows/hazard/running.ts';
import type { HazardState } from '../../../workflows/hazard/state.ts';
import { driven, drivenMajor, type Stage } from '../../support/hazard-bodies.ts';
import { drivenByPaper } from '../../support/hazard-papers.ts';
import { day, KNOWN, ROW, RULES, story, time, type Story } from '../../support/hazard-story.ts';
import type { Beginning, Model } from '../explore.ts';
import { asksOf } from './asks.ts';
import { hazardKey } from './key.ts';
import { hazardLaws } from './laws.ts';

/** 两会: it holds the day on which the general hazard's first T runs out, so waits halve and nothing is extended. */
const SESSION = { name: '全国两会', from: '2026-03-16', to: '2026-03-20' };

const STAGES: readonly Stage[] = [
  'reported',
  'registered',
  'graded',
  'assigned',
  'rectifying',
  'rechecking',
  'closing',
  'closed',
];

/** What may come at any time and leads away from the straight life, or nowhere. */
const ASIDES = new Set<CommandType>([
  'Merge',
  'Transfer',
  'Reassign',
  'ReportProgress',
  'Abolish',
  'LowerLevel',
  'RaiseGround',
  'CorrectRecord',
  'HandOver',
  'Hear',
  'ImposeControl',
  'CutSupply',
  'StayClock',
  'Delist',
  'RecordUrging',
  'ReviseTerms',
]);

/** A general hazard, from each of its stages, in quiet times and with a special period ahead. */
export const GENERAL: Model<HazardState> = hazardModel('hazard, general', [
  ...STAGES.map((stage) => driven(stage)),
  driven('rectifying', { specialPeriods: [{ ...SESSION, from: day(SESSION.from), to: day(SESSION.to) }] }),
]);

/** A major hazard, from each of its stages. */
export const MAJOR: Model<HazardState> = hazardModel(
  'hazard, major',
  (['confirm', 'graded', 'assigned', 'planning', 'review', 'rectifying'] as const).map((stage) => drivenMajor(stage)),
);

/** A hazard whose papers are drawn up here: nobody types a number. What jobs tell of them belongs to the straight life. */
export const BY_PAPERS: Model<HazardState> = {
  ...hazardModel(
    'hazard, by papers',
    (['assigned', 'rectifying', 'rechecking', 'closing'] as const).map((stage) => drivenByPaper(stage)),
  ),
  asides: new Set([...ASIDES].filter((command) => command !== 'Hear')),
};

/** A hazard whose regions are busy: sealed, stayed, overdue through a whole ladder, or overdue when it was imported. */
export const BUSY: Model<HazardState> = hazardModel('hazard, busy', [
  after(drivenMajor('rectifying'), 'ImposeControl'),
  after(driven('rechecking'), 'ImposeControl'),
  after(driven('rectifying'), 'StayClock'),
  after(drivenMajor('review'), 'StayClock'),
  overdue(),
  imported(),
]);

/** A hazard under these rules, from the end of each story. */
export function hazardModel(name: string, stories: readonly Story[], rules: AnyRules = RULES): Model<HazardState> {
  return {
    name,
    rules,
    known: KNOWN,
    beginnings: stories.map(beginning),
    asides: ASIDES,
    asks: asksOf,
    key: hazardKey,
    laws: hazardLaws(rules),
    tell: (state) => `${state.status}/${currentStep(state).name}, held by ${holderOf(state)?.post ?? 'nobody'}`,
  };
}

/** A story in which one more command is given, a day after its last. */
function after(told: Story, type: CommandType): Story {
  const at = plusMs(told.loop().heardAt ?? time('2026-03-02 09:00'), DAY_MS);
  const ask = asksOf(told.state(), at).find((one) => one.type === type);
  if (ask === undefined) throw new Error(`nobody gives ${type}`);
  told.say(ask.actor.post, type, ask.body as Bodies[typeof type], at.slice(0, 16).replace('T', ' '));
  return told;
}

/** T is over, the first acts are issued, and nobody answered. */
function overdue(): Story {
  const told = driven('rectifying');
  told.pass('2026-04-03 09:00');
  for (const { rung, clock, confirmers, at } of told.state().proposals)
    told.say(confirmers[at] ?? 'awb-zr', 'DecideRung', { rung, clock, decision: 'issue' }, '2026-04-03 10:00');
  return told;
}

function imported(): Story {
  const told = story();
  told.say('system', 'Import', ROW, '2026-03-02 09:00');
  return told;
}

function beginning(told: Story): Beginning {
  const loop = told.loop();
  if (loop.heardAt === null) throw new Error('nothing was opened');
  return { loop, now: loop.heardAt, entries: told.entries() };
}
