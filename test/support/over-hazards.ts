import { BODY, driven, people } from './hazard-bodies.ts';
import { drivenByPaper } from './hazard-papers.ts';
import { listedMajor } from './listed-hazards.ts';
import { matter, time, unit, type Story, type StoryOptions } from './hazard-story.ts';

const E = ['sha256:e'];

/** Inspected and verified: the record waits to be drawn and signed. */
function inspected(options: StoryOptions): Story {
  const life = driven('reported', options);
  const inspection = { place: '一车间', from: time('2026-03-02 09:10'), to: time('2026-03-02 09:50') };
  const officers = people('yj-jb', 'yj-jb2');
  life.say('yj-jb', 'Verify', { ...BODY.verify, inspection: { ...inspection, officers } }, '2026-03-02 10:00');
  return life;
}

/** Hazards that are over while papers of theirs are still to come, by how they ended. */
export const OVER = {
  transferred: (options: StoryOptions = {}): Story => {
    const life = inspected(options);
    life.say('yj-jb', 'Transfer', { to: unit('zj'), reason: '职责所在', evidence: E }, '2026-03-02 11:00');
    life.say('zj-jb', 'AnswerTransfer', { answer: 'accept', reason: '同意', evidence: E }, '2026-03-02 12:00');
    return life;
  },
  merged: (options: StoryOptions = {}): Story => {
    const life = inspected(options);
    life.say('yj-jb', 'Merge', { master: matter('haz-2'), reason: '同一隐患' }, '2026-03-02 11:00');
    return life;
  },
  /** Listed publicly: the end asks for the notice of its delisting. */
  abolished: (options: StoryOptions = {}): Story => {
    const life = listedMajor(options);
    const decision = { decisionNumber: '政关〔2026〕1号', reason: '依法关闭', evidence: E };
    life.say('awb-zr', 'Abolish', decision, '2026-03-10 09:00');
    return life;
  },
  archived: (options: StoryOptions = {}): Story => {
    const life = drivenByPaper('closed', options);
    life.pass('2026-04-07 09:00');
    return life;
  },
} as const;
