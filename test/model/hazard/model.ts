import type { AnyRules } from '../../../workflows/kernel/definition.ts';
import type { CommandType } from '../../../workflows/hazard/command.ts';
import { holderOf } from '../../../workflows/hazard/posts.ts';
import { currentStep } from '../../../workflows/hazard/running.ts';
import type { HazardState } from '../../../workflows/hazard/state.ts';
import { driven, drivenMajor, type Stage } from '../../support/hazard-bodies.ts';
import { day, KNOWN, RULES, type Story } from '../../support/hazard-story.ts';
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

function beginning(told: Story): Beginning {
  const loop = told.loop();
  if (loop.heardAt === null) throw new Error('nothing was opened');
  return { loop, now: loop.heardAt, entries: told.entries() };
}
