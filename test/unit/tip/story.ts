import type { Actor, Command, Known, KnownMatter, Role } from '../../../workflows/kernel/command.ts';
import type { Effect } from '../../../workflows/kernel/effect.ts';
import type { Recorded } from '../../../workflows/kernel/event.ts';
import { hear, UNOPENED, wakeUpTo, type Entry, type Loop } from '../../../workflows/kernel/hear.ts';
import { instantOf, type Day, type Instant } from '../../../workflows/kernel/instant.ts';
import type {
  Chain,
  CountyPosts,
  MatterId,
  PersonId,
  PostId,
  Terms,
  UnitId,
  UnitKind,
} from '../../../workflows/kernel/terms.ts';
import type { TipEvent } from '../../../workflows/tip/event.ts';
import { TIP } from '../../../workflows/tip/index.ts';
import type { About, OpenStatus, PeriodName, Sealed, State } from '../../../workflows/tip/state.ts';
import { POLICIES } from '../../../workflows/tip/terms.ts';

export const post = (id: string): PostId => id as PostId;
export const person = (id: string): PersonId => id as PersonId;
export const unit = (id: string): UnitId => id as UnitId;
export const sealed = (digit: string): Sealed => `sealed:${digit.repeat(64)}` as Sealed;
const day = (text: string): Day => text as Day;

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

/** 2026 with one holiday and one make-up workday in March, so that working days differ from Monday to Friday. */
export function termsOf(policy: 'standard' | 'trial' = 'standard', rules = TIP.version): Terms<PeriodName> {
  const found = POLICIES.find((p) => p.id === policy);
  if (found === undefined) throw new Error(`no policy ${policy}`);
  const { periods, numbers, ladder, version } = found;
  return {
    policy,
    policyVersion: version,
    rules,
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

function actor(id: string, role: Role, of = 'office', rank = 1): Actor {
  return { person: person(`${id}-p`), post: post(id), unit: unit(of), rank, role };
}

export const NOBODY: Actor = {
  ...actor('anonymous', 'public', 'anonymous', 0),
  person: person('anonymous'),
};
export const DESK = actor('desk', 'office');
export const DESK_2 = actor('desk-2', 'office');
export const DIRECTOR = actor('director', 'office', 'office', 3);
export const DEPUTY = actor('deputy', 'leader', 'county', 4);
export const HEAD = actor('head', 'leader', 'county', 5);
export const PARTY = actor('party', 'leader', 'party-committee', 5);
/** Of the bureau that verifies: 经办 and 主要负责人. */
export const OFFICER = actor('officer', 'regulator', 'bureau');
export const CHIEF = actor('chief', 'regulator', 'bureau', 3);
export const OWNER = actor('owner', 'enterprise', 'ent-1', 3);
export const STRANGER = actor('stranger', 'township', 'town-9');
export const AUDITOR = actor('auditor', 'auditor', 'audit', 1);
export const ADMIN = actor('admin', 'admin', 'office', 1);
export const SYSTEM_ACTOR = actor('system', 'system', 'system', 0);

export const TIP_ID = `tid-${'a'.repeat(32)}`;
export const TIP_MATTER = 'tip-1' as MatterId;
export const HAZARD = 'haz-1' as MatterId;

function chain(id: string, kind: UnitKind, ranks: Chain['ranks'] = {}): Chain {
  return { unit: unit(id), kind, region: kind === 'township' ? unit(id) : null, ranks };
}

const UNITS: readonly Chain[] = [
  chain('office', 'office', { 1: post('desk'), 3: post('director') }),
  chain('bureau', 'department', { 1: post('officer'), 3: post('chief') }),
  chain('town-1', 'township', { 1: post('town') }),
  chain('town-9', 'township', { 1: post('stranger') }),
  { ...chain('village', 'township'), region: unit('town-1') },
  chain('ent-1', 'enterprise', { 3: post('owner') }),
  chain('ent-2', 'enterprise'),
  chain('county', 'county'),
  chain('city', 'outside'),
  chain('party-committee', 'committee'),
  chain('inspection', 'supervision'),
];

const PEOPLE: readonly (readonly [string, string, Role])[] = [
  ['officer-p', 'bureau', 'regulator'],
  ['officer-2', 'bureau', 'regulator'],
  ['chief-p', 'bureau', 'regulator'],
  ['expert', 'experts', 'expert'],
  ['expert-2', 'experts', 'expert'],
  ['owner-p', 'ent-1', 'enterprise'],
  ['other-owner', 'ent-2', 'enterprise'],
];

/** What the registers say of everybody and everything that these stories name. */
export const KNOWN: Known = {
  units: Object.fromEntries(UNITS.map((it) => [it.unit, it])),
  people: Object.fromEntries(PEOPLE.map(([id, of, role]) => [person(id), { unit: unit(of), certified: true, role }])),
};

/** The same, with another matter. */
export function knowing(id: string, matter: Partial<KnownMatter> = {}): Known {
  const other: KnownMatter = {
    kind: 'tip',
    number: 'JB-2026-000001',
    status: 'verifying',
    open: true,
    openedAt: time('2026-03-01T09:00'),
    subject: unit('ent-1'),
    lead: unit('bureau'),
    region: unit('town-1'),
    ...matter,
  };
  return { ...KNOWN, matters: { [id as MatterId]: other } };
}

const GIVEN = {
  about: 'hazard' as About,
  source: 'web',
  description: sealed('1'),
  place: sealed('2'),
  region: unit('town-1'),
  sector: '工贸',
  subject: unit('ent-1'),
  foundOn: day('2026-03-01'),
  evidence: ['sha256:given'],
  tipId: TIP_ID,
  named: true,
};

/** A tip told step by step: every command is heard through the kernel, with all wakes that fall due before it. */
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

  get holder(): string | undefined {
    return this.state.step?.holder;
  }

  get events(): readonly Recorded<TipEvent>[] {
    return this.entries.flatMap((entry) => entry.events) as readonly Recorded<TipEvent>[];
  }

  get types(): readonly string[] {
    return this.events.map((event) => event.type);
  }

  get effects(): readonly Effect[] {
    return this.entries.flatMap((entry) => entry.effects);
  }

  /** Gives the tip on Monday 2026-03-02 at nine, unless told otherwise. */
  open(change: object = {}, by: Actor = NOBODY, more: Partial<Command> = {}): string {
    const opening = { matterId: TIP_MATTER, number: 'JB-2026-000002', terms: this.terms };
    return this.send('GiveTip', { ...GIVEN, ...change }, by, '2026-03-02T09:00', { opening, ...more });
  }

  /** `done`, or the code of the refusal. `at` may name minutes only. `now` is when it is heard. */
  send(type: string, body: unknown, by: Actor, at: string, more: Partial<Command> & { now?: string } = {}): string {
    this.count += 1;
    const { now, ...rest } = more;
    const head = { commandId: `c${this.count.toString()}`, type, at: time(at), actor: by, known: KNOWN };
    const command: Command = { ...head, body, ...rest };
    const heard = hear(TIP, this.loop, command, time(now ?? at));
    this.loop = heard.loop;
    this.entries.push(...heard.entries);
    return heard.outcome.outcome === 'done' ? 'done' : heard.outcome.refusal.code;
  }

  /** A hazard of this tip tells: null that it is open, else how it ended. */
  told(end: string | null, at: string, from: string = HAZARD): string {
    const data = { tipId: TIP_ID, number: `YH-${from}`, end };
    return this.send('Hear', { from, event: 'HazardEnded', data }, SYSTEM_ACTOR, at);
  }

  /** Lets time pass: everything due until then fires. Returns the types of what happened. */
  sleepUntil(at: string): readonly string[] {
    const woken = wakeUpTo(TIP, this.loop, time(at));
    this.loop = woken.loop;
    this.entries.push(...woken.entries);
    return woken.entries.flatMap((entry) => entry.events.map((event) => event.type));
  }

  /** The posts that were told by this notice, one list per notice sent. */
  notified(notice: string): readonly (readonly string[])[] {
    return this.effects.flatMap((e) => (e.type === 'Notify' && e.notice === notice ? [e.posts] : []));
  }
}

/** Any ISO minute in +08:00. */
export function time(at: string): Instant {
  return instantOf(Date.parse(at.length === 16 ? `${at}:00+08:00` : at));
}

export const FINDING = {
  region: unit('town-1'),
  description: '通道被占用',
  place: '二号仓库',
  foundOn: day('2026-03-03'),
  items: [{ text: '通道被占用' }],
  evidence: ['sha256:found'],
};
export const TRUE = {
  result: 'true',
  note: sealed('3'),
  officers: [person('officer-p'), person('officer-2')],
  evidence: ['sha256:seen'],
};
export const CONCEALED = { deaths: 2, grade: 'larger' };
export const ANSWER = { text: sealed('4') };
export const INTERIM = { text: sealed('5'), interim: true };
export const PENALTY = { amount: 50_000, document: '罚〔2026〕1号', decidedOn: day('2026-03-03') };
export const MORE_TIME = { reason: sealed('6') };

/** A verified tip of what brings no hazard, with a finding where it does. */
export function verified(about: About, change: object = {}): object {
  const base = { ...TRUE, ...change };
  if (about === 'concealedAccident') return { concealed: CONCEALED, ...base };
  return about === 'hazard' ? { finding: FINDING, ...base } : base;
}

const FIRST = 'tip-0' as MatterId;

/** A tip in the middle of its way, each stage reached by the commands before it on 2026-03-03, an hour apart. */
export function tipIn(stage: OpenStatus, about: About = 'violation', terms = termsOf()): Story {
  const story = new Story(terms);
  story.open({ about });
  if (stage === 'received') return story;
  if (stage === 'duplicate') {
    story.send('MarkDuplicate', { first: FIRST }, DESK, '2026-03-03T08:30', { known: knowing(FIRST) });
    const approval = { decision: 'approve', first: FIRST };
    story.send('DecideDismissal', approval, DIRECTOR, '2026-03-03T09:00', { known: knowing(FIRST) });
    return story;
  }
  story.send('AcceptTip', { unit: 'bureau' }, DESK, '2026-03-03T09:00');
  if (stage === 'verifying') return story;
  if (stage === 'settled') {
    story.send('VerifyTip', { ...TRUE, result: 'false' }, OFFICER, '2026-03-03T10:00');
    story.send('AnswerTip', ANSWER, OFFICER, '2026-03-03T11:00');
    return story;
  }
  const asHazard = about === 'hazard' || stage === 'handling';
  story.send('VerifyTip', verified(asHazard ? 'hazard' : about), OFFICER, '2026-03-03T10:00');
  if (stage === 'verified') return story;
  if (asHazard) story.told(null, '2026-03-03T10:30');
  if (stage === 'handling') return story;
  if (asHazard) story.told('closed', '2026-03-03T10:45');
  story.send('AnswerTip', ANSWER, OFFICER, '2026-03-03T11:00');
  if (stage === 'answered') return story;
  story.send('RecordPenalty', PENALTY, DESK, '2026-03-03T12:00');
  story.send('ProposeReward', { reward: 'grant' }, DESK, '2026-03-03T13:00');
  return story;
}
