import { dayOf, type Instant } from '../../workflows/kernel/instant.ts';
import { PAPER_RULES, type DocumentName, type Paper } from '../../workflows/kernel/papers.ts';
import type { Bodies } from '../../workflows/hazard/command.ts';
import type { HazardState } from '../../workflows/hazard/state.ts';
import { BODY, people, type Stage } from './hazard-bodies.ts';
import { REPORT, story, time, type Said, type Story, type StoryOptions } from './hazard-story.ts';

type Telling = Bodies['Hear'];

const { number: _order, ...ORDER } = BODY.assign.order;
const { service: _service, ...UNSERVED } = BODY.assign;
const { opinionNumber: _passed, ...PASS } = BODY.pass;
const { opinionNumber: _failed, ...FAIL } = BODY.fail;

/** The bodies of a life in which nobody types a number: order and opinions are drawn up here. */
export const BY_PAPER = {
  assign: { ...UNSERVED, order: ORDER } satisfies Bodies['Assign'],
  pass: PASS satisfies Bodies['Recheck'],
  fail: FAIL satisfies Bodies['Recheck'],
} as const;

/** What a job tells next of a paper, a day at a time if need be; null when there is nothing more to tell. */
export function nextTelling({ id }: HazardState, paper: Paper, at: Instant): Telling | null {
  const { key, document, seq } = paper;
  const { needsService, mode } = PAPER_RULES[document];
  const [said] = [{ key, document, id: `doc-${seq.toString()}` }];
  const issuer = people('yj-fg')[0];
  const drawn = { ...said, number: `（云岭）〔2026〕${seq.toString()}号`, hash: `sha256:drawn-${key}` };
  const isBornIssued = mode === 'act' || mode === 'notice';
  if (paper.drawn === null) {
    const issued = isBornIssued ? { issued: { by: mode === 'act' ? issuer : null, at } } : {};
    return { from: id, event: 'DocumentDrawn', data: { ...drawn, ...issued } };
  }
  if (paper.issued === null) {
    const data = { ...drawn, hash: `sha256:issued-${key}`, by: issuer, at, signers: people('yj-jb', 'yj-jb2') };
    return { from: id, event: 'DocumentIssued', data };
  }
  if (paper.served !== null || !needsService) return null;
  return {
    from: id,
    event: 'DocumentServed',
    data: { ...said, way: 'direct', date: dayOf(at), evidence: ['sha256:s'] },
  };
}

/** Everything that jobs could tell of a matter's papers just now. */
export function tellings(state: HazardState, at: Instant): readonly Telling[] {
  return (state.papers ?? []).flatMap((paper) => nextTelling(state, paper, at) ?? []);
}

/** The last paper of a name that was asked for. */
export function paperOf(told: Story, document: DocumentName): Paper {
  const paper = told.state().papers?.findLast((one) => one.document === document);
  if (paper === undefined) throw new Error(`no ${document} was asked for`);
  return paper;
}

/** The next that is told of a paper, at a time. */
export function told(story: Story, document: DocumentName, at: string): Said {
  const telling = nextTelling(story.state(), paperOf(story, document), time(at));
  if (telling === null) throw new Error(`nothing more is told of ${document}`);
  return story.say('system', 'Hear', telling, at);
}

/** A paper is drawn, issued and served on one morning, as far as it needs that. */
export function finished(story: Story, document: DocumentName, day: string): Story {
  const papers = (): Paper => paperOf(story, document);
  for (const clock of ['09:10', '09:20', '09:30'])
    if (nextTelling(story.state(), papers(), time(`${day} ${clock}`)) !== null)
      told(story, document, `${day} ${clock}`);
  return story;
}

type PaperStage = Extract<Stage, 'assigned' | 'rectifying' | 'rechecking' | 'closing' | 'closed'>;

/** `driven`, in a life without typed numbers: the order is served on 2026-03-03, the opinion on 2026-03-05. */
export function drivenByPaper(to: PaperStage, options: StoryOptions = {}): Story {
  const life = story(options);
  life.say('yj-jb', 'Report', REPORT, '2026-03-02 09:00');
  life.say('yj-jb', 'Verify', BODY.verify, '2026-03-02 10:00');
  life.say('yj-jb', 'Grade', BODY.general, '2026-03-02 11:00');
  const steps: readonly (() => unknown)[] = [
    () => life.say('yj-jb', 'Assign', BY_PAPER.assign, '2026-03-03 09:00'),
    () => life.say('ent-jb', 'Accept', {}, '2026-03-03 10:00'),
    () => life.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-04 09:00'),
    () => life.say('yj-jb', 'Recheck', BY_PAPER.pass, '2026-03-05 09:00'),
    () => life.say('yj-fg', 'DecideCloseout', BODY.approve, '2026-03-05 15:00'),
  ];
  const stages: readonly PaperStage[] = ['assigned', 'rectifying', 'rechecking', 'closing', 'closed'];
  for (const [i, step] of steps.slice(0, stages.indexOf(to) + 1).entries()) {
    step();
    if (stages[i] === 'assigned' && to !== 'assigned') finished(life, 'rectifyOrder', '2026-03-03');
    if (stages[i] === 'closing' && to !== 'closing') finished(life, 'recheckOpinion', '2026-03-05');
  }
  return life;
}
