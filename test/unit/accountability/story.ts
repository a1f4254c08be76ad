import type { Actor, Command, Role } from '../../../workflows/kernel/command.ts';
import type { Effect } from '../../../workflows/kernel/effect.ts';
import type { Recorded } from '../../../workflows/kernel/event.ts';
import { hear, UNOPENED, wakeUpTo, type Entry, type Loop } from '../../../workflows/kernel/hear.ts';
import { instantOf, type Day, type Instant } from '../../../workflows/kernel/instant.ts';
import type { CountyPosts, MatterId, PersonId, PostId, Terms, UnitId } from '../../../workflows/kernel/terms.ts';
import type { OpenCaseBody } from '../../../workflows/accountability/command.ts';
import type { CaseEvent } from '../../../workflows/accountability/event.ts';
import { ACCOUNTABILITY } from '../../../workflows/accountability/index.ts';
import type { PeriodName, Sealed, State } from '../../../workflows/accountability/state.ts';
import { POLICIES } from '../../../workflows/accountability/terms.ts';

export const post = (id: string): PostId => id as PostId;
export const person = (id: string): PersonId => id as PersonId;
export const unit = (id: string): UnitId => id as UnitId;
export const sealed = (digit: string): Sealed => `sealed:${digit.repeat(64)}` as Sealed;

const COUNTY: CountyPosts = {
  officeDesk: post('desk'),
  otherDesks: [post('desk-2')],
  officeDirector: post('director'),
  deputyHead: post('deputy'),
  committeeHead: post('head'),
  partySecretary: post('party'),
  inspectorate: post('inspect'),
  officeUnit: unit('office'),
};

/** March 2026 with one holiday and one make-up workday, so that working days differ from Monday to Friday. */
export function termsOf(policy: 'standard' | 'trial' = 'standard'): Terms<PeriodName> {
  const { periods, numbers, ladder, version } = POLICIES.find((p) => p.id === policy) ?? missing(policy);
  return {
    policy,
    policyVersion: version,
    rules: ACCOUNTABILITY.version,
    calendar: {
      coveredFrom: day('2026-01-01'),
      coveredTo: day('2026-12-31'),
      holidays: [day('2026-03-06')],
      workdays: [day('2026-03-08')],
    },
    periods,
    numbers,
    ladder,
    county: COUNTY,
    specialPeriods: [],
  };
}

const day = (text: string): Day => text as Day;

function missing(policy: string): never {
  throw new Error(`no policy ${policy}`);
}

function actor(id: string, role: Role, of = 'office', rank = 1): Actor {
  return { person: person(`${id}-p`), post: post(id), unit: unit(of), rank, role };
}

export const DESK = actor('desk', 'office');
export const DESK_2 = actor('desk-2', 'office');
export const DIRECTOR = actor('director', 'office', 'office', 3);
export const DEPUTY = actor('deputy', 'leader', 'county', 4);
export const HEAD = actor('head', 'leader', 'county', 5);
export const PARTY = actor('party', 'leader', 'party-committee', 5);
export const INSPECT = actor('inspect', 'office', 'inspectorate', 3);
export const OFFICER = actor('officer', 'department', 'dept-1');
export const ENTERPRISE = actor('owner', 'enterprise', 'ent-1', 3);
export const STRANGER = actor('stranger', 'township', 'town-9');
export const SYSTEM_ACTOR = actor('system', 'system', 'system', 0);

export const HAZARD = 'haz-000000000000000000000001' as MatterId;

export const OPENING: OpenCaseBody = {
  hazard: HAZARD,
  number: 'YH-2026-000001',
  round: 1,
  ground: 'untimely',
  clock: 'T',
  upToSeq: 31,
  dossier: null,
  subjects: [
    { kind: 'publicOfficial', id: 'officer', unit: unit('dept-1'), post: post('officer'), ground: 'untimely' },
    { kind: 'enterprise', id: 'ent-1', unit: unit('ent-1'), post: null, ground: 'inadequate' },
  ],
  involved: { people: [person('officer-p')], posts: [post('officer')] },
  region: unit('town-1'),
  units: [unit('town-1')],
};

/** A case told step by step: every command is heard through the kernel, with all wakes that fall due before it. */
export class Story {
  loop: Loop = UNOPENED;
  readonly entries: Entry[] = [];
  private count = 0;
  private readonly terms: Terms<PeriodName>;

  constructor(terms: Terms<PeriodName> = termsOf()) {
    this.terms = terms;
  }

  get state(): State {
    return this.loop.state as State;
  }

  get events(): readonly Recorded<CaseEvent>[] {
    return this.entries.flatMap((entry) => entry.events) as readonly Recorded<CaseEvent>[];
  }

  get types(): readonly string[] {
    return this.events.map((event) => event.type);
  }

  get effects(): readonly Effect[] {
    return this.entries.flatMap((entry) => entry.effects);
  }

  /** Opens the case on Monday 2026-03-02 at nine, unless told otherwise. */
  open(change: Partial<OpenCaseBody> = {}, more: Partial<Command> = {}): string {
    const opening = { matterId: 'acc-1' as MatterId, number: 'WZ-2026-000001', terms: this.terms };
    return this.send('OpenCase', { ...OPENING, ...change }, SYSTEM_ACTOR, '2026-03-02T09:00', { opening, ...more });
  }

  /** `done`, or the code of the refusal. `at` may name minutes only. `now` is when it is heard. */
  send(type: string, body: unknown, by: Actor, at: string, more: Partial<Command> & { now?: string } = {}): string {
    this.count += 1;
    const { now, ...rest } = more;
    const command: Command = { commandId: `c${this.count.toString()}`, type, at: time(at), actor: by, body, ...rest };
    const heard = hear(ACCOUNTABILITY, this.loop, command, time(now ?? at));
    this.loop = heard.loop;
    this.entries.push(...heard.entries);
    return heard.outcome.outcome === 'done' ? 'done' : heard.outcome.refusal.code;
  }

  /** Lets time pass: everything due until then fires. Returns the types of what happened. */
  sleepUntil(at: string): readonly string[] {
    const woken = wakeUpTo(ACCOUNTABILITY, this.loop, time(at));
    this.loop = woken.loop;
    this.entries.push(...woken.entries);
    return woken.entries.flatMap((entry) => entry.events.map((event) => event.type));
  }

  /** The posts that were told by this notice, one list per notice sent. */
  told(notice: string): readonly (readonly string[])[] {
    return this.effects.flatMap((e) => (e.type === 'Notify' && e.notice === notice ? [e.posts] : []));
  }
}

/** Any ISO minute in +08:00. */
export function time(at: string): Instant {
  return instantOf(Date.parse(at.length === 16 ? `${at}:00+08:00` : at));
}

export const PROPOSAL = {
  items: [
    { subject: 's1', action: 'refer', to: 'discipline', basis: '责任制规定第十八条' },
    { subject: 's2', action: 'refer', to: 'enforcement', basis: '安全生产法第一百零二条' },
  ],
  report: sealed('a'),
};
export const STATEMENT_1 = { subject: 's1', statement: sealed('b') };
export const STATEMENT_2 = { subject: 's2', statement: sealed('c') };
export const REFER = { decision: 'refer', document: '安委函〔2026〕1号', reason: sealed('d') };
export const DECLINE = { decision: 'decline', reason: sealed('e') };

/** A case in the middle of its way, each stage reached by the commands before it, an hour apart on 2026-03-03. */
export function caseIn(stage: 'drafting' | 'hearing' | 'deciding' | 'referred' | 'handling', terms = termsOf()): Story {
  const story = new Story(terms);
  story.open();
  const steps: readonly [typeof stage, () => void][] = [
    ['drafting', () => story.send('ProposeReferral', PROPOSAL, DESK, '2026-03-03T09:00')],
    [
      'hearing',
      () => {
        story.send('SubmitStatement', STATEMENT_1, OFFICER, '2026-03-03T10:00');
        story.send('SubmitStatement', STATEMENT_2, ENTERPRISE, '2026-03-03T11:00');
      },
    ],
    ['deciding', () => story.send('DecideReferral', REFER, HEAD, '2026-03-03T12:00')],
    ['referred', () => story.send('AnswerReferral', accept('discipline'), DESK, '2026-03-03T13:00')],
  ];
  for (const [from, go] of steps) {
    if (from === stage) break;
    go();
  }
  return story;
}

export function accept(to: string): object {
  return { to, answer: 'accepted', document: '受〔2026〕1号' };
}

export function reject(to: string): object {
  return { to, answer: 'refused', document: '退〔2026〕1号' };
}
