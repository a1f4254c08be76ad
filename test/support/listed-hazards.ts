import { BODY, driven, drivenMajor, people } from './hazard-bodies.ts';
import type { Story, StoryOptions } from './hazard-story.ts';

const ISSUED = { rung: 'list', clock: 'T', decision: 'issue', document: '安委挂〔2026〕1号' } as const;

/** By whom the letter of a listing is made: outside, with its number typed, or here. */
type Letter = 'typed' | 'drawn';

/** A major hazard in the work whose listing was issued on 2026-03-05. */
export function listedMajor(options: StoryOptions = {}, letter: Letter = 'typed'): Story {
  const told = drivenMajor('rectifying', options);
  const { document, ...unnumbered } = ISSUED;
  told.say('shuji', 'DecideRung', letter === 'drawn' ? unnumbered : { ...unnumbered, document }, '2026-03-05 10:00');
  return told;
}

/** The same, rechecked by three with an expert: to be closed out from 2026-03-09 09:00 on. */
export function closingMajor(options: StoryOptions = {}, letter: Letter = 'typed'): Story {
  const told = listedMajor(options, letter);
  told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-06 09:00');
  const officers = people('yj-jb', 'yj-jb2', 'expert');
  told.say('yj-jb', 'Recheck', { ...BODY.pass, officers }, '2026-03-09 09:00');
  return told;
}

/** Where a listed general hazard may stand. */
export const LISTED_AT = ['registered', 'assigned', 'planning', 'rectifying', 'rechecking', 'closing'] as const;

/** A hazard that was listed as a major one and then turned out general, driven on to a stage. */
export function listedGeneral(to: (typeof LISTED_AT)[number], options: StoryOptions = {}): Story {
  const told = driven('registered', options);
  told.say('yj-jb', 'Grade', BODY.major, '2026-03-02 11:00');
  told.say('yj-zr', 'DecideGrade', { decision: 'confirm', reason: '同意' }, '2026-03-02 12:00');
  told.say('xianzhang', 'DecideRung', ISSUED, '2026-03-02 13:00');
  told.say('yj-jb', 'Grade', BODY.general, '2026-03-02 14:00');
  told.say('awb-zr', 'DecideGrade', { decision: 'confirm', reason: '同意' }, '2026-03-02 14:30');
  const limit = to === 'planning' ? { limit: 20 } : {};
  const steps = [
    () => told.say('yj-jb', 'Assign', { ...BODY.assign, ...limit }, '2026-03-03 09:00'),
    () => (to === 'assigned' ? null : told.say('ent-jb', 'Accept', {}, '2026-03-03 10:00')),
    () => null,
    () => told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-04 09:00'),
    () => told.say('yj-jb', 'Recheck', BODY.pass, '2026-03-05 09:00'),
  ];
  const stage = LISTED_AT.indexOf(to);
  for (const step of steps.slice(0, stage > 0 ? Math.max(stage, 2) : 0)) step();
  return told;
}
