import { describe, expect, it } from 'vitest';
import type { Command, Known, KnownPerson } from '../../../workflows/kernel/command.ts';
import type { PersonId } from '../../../workflows/kernel/terms.ts';
import { SEPARATION, type Duty } from '../../../workflows/hazard/separation.ts';
import type { HazardState } from '../../../workflows/hazard/state.ts';
import { KNOWN, person, post, RULES, unit, who } from '../../support/hazard-story.ts';
import { ACCEPTED, type Accepted } from './separation/accepted.ts';

const OTHER = person('p-someone-else');

/** How a person comes to have a duty: what the state, the registers or the body then say. Several where there are several ways. */
type Given = (state: HazardState, who: PersonId, from: Accepted) => Partial<HazardState>;

const PEOPLE: Readonly<Partial<Record<Duty, readonly Given[]>>> = {
  formerJudge: [
    (state, p) => ({
      rejection: { reason: '', by: OTHER, at: state.openedAt, decision: 'approved' },
      people: { ...state.people, rejecters: [p] },
    }),
  ],
  judgeAppealed: [
    (state, p) => ({
      rejection: {
        ...rejectionOf(state),
        decision: 'lapsed',
        appeal: { by: OTHER, post: post('x'), at: state.openedAt, judges: [p] },
      },
    }),
  ],
  appellant: [
    (state, p) => ({
      rejection: { ...rejectionOf(state), appeal: { by: p, post: post('x'), at: state.openedAt, judges: [] } },
    }),
  ],
  rejectionProposer: [(state, p) => ({ rejection: { ...rejectionOf(state), by: p } })],
  gradeProposer: [
    ({ gradeProposal }, p) => ({
      gradeProposal: gradeProposal === null ? null : { ...gradeProposal, proposedBy: p },
    }),
  ],
  assigner: [(state, p) => ({ people: { ...state.people, assigners: [p] } })],
  transferSender: [
    (state, p) => ({
      transfer: {
        to: unit('zj'),
        outside: false,
        reason: '',
        sentBy: p,
        sentAt: state.openedAt,
        objection: '',
        accepted: null,
      },
    }),
  ],
  planner: [({ plan }, p) => ({ plan: { ...plan, submittedBy: p } as HazardState['plan'] })],
  pendingApplicant: [
    ({ extensions }, p) => ({ extensions: extensions.map((extension) => ({ ...extension, requestedBy: p })) }),
  ],
  resumptionApplicant: [
    ({ resumption }, p) => ({ resumption: { ...resumption, requestedBy: p } as HazardState['resumption'] }),
  ],
  rectifier: [(state, p) => ({ people: { ...state.people, rectifiers: [p] } })],
  rectifierSide: [
    (state, p) => ({ returned: { reason: '', by: p, at: state.openedAt } }),
    ({ assignment, openedAt }, p) => ({
      assignment: { ...assignment, accepted: { at: openedAt, by: p, deemed: false } } as HazardState['assignment'],
    }),
    (state, p) => ({
      extensions: [...state.extensions, { decision: 'refused', requestedBy: p } as HazardState['extensions'][number]],
    }),
  ],
  rechecker: [(state, p) => ({ people: { ...state.people, recheckers: [p] } })],
  closer: [(state, p) => ({ people: { ...state.people, closers: [p] } })],
};

function rejectionOf({ rejection, openedAt }: HazardState): NonNullable<HazardState['rejection']> {
  return rejection ?? { reason: '', by: OTHER, at: openedAt, decision: 'declined' };
}

/** The code of an accepted command in a changed world; `done` when it is accepted still. */
function asked(
  from: Accepted,
  changes: Partial<HazardState>,
  { known = KNOWN, body = from.body }: { readonly known?: Known; readonly body?: unknown } = {},
): string {
  const { type, at } = from;
  const command: Command = { commandId: 'c-x', type, at, actor: who(from.by), known, body };
  const said = RULES.decide({ ...from.state(), ...changes }, command);
  return 'refusal' in said ? said.refusal.code : 'done';
}

function registered(id: PersonId, changes: Partial<KnownPerson>): Known {
  const before = KNOWN.people[id] ?? { unit: unit('gov'), role: 'leader', certified: false };
  return { ...KNOWN, people: { ...KNOWN.people, [id]: { ...before, ...changes } } };
}

/** Each act with each duty that bars it, by the row that says so first. */
const ROWS = SEPARATION.flatMap((row) => row.notAlso.map((duty) => ({ ...row, duty }))).filter(
  ({ act, duty }, i, all) => all.findIndex((one) => one.act === act && one.duty === duty) === i,
);

describe('in the table of separated duties', () => {
  it.each(Object.entries(ACCEPTED))('%s is accepted from whoever did nothing else', (_act, make) => {
    expect(asked(make(), {})).toBe('done');
  });

  it('every act has a story', () => {
    expect(SEPARATION.map(({ act }) => act).filter((act) => !(act in ACCEPTED))).toEqual([]);
  });

  describe.each(ROWS.filter(({ duty }) => duty in PEOPLE))('$act is refused with $code to the $duty', (row) => {
    const from = (ACCEPTED[row.act] ?? never)();
    const actor = who(from.by).person;
    const ways = PEOPLE[row.duty] ?? [];

    it('by person', () => {
      for (const given of ways) expect(asked(from, given(from.state(), actor, from))).toBe(row.code);
      for (const given of ways) expect(asked(from, given(from.state(), OTHER, from))).toBe('done');
    });

    it('and to whoever stands in for that person', () => {
      const known = registered(actor, { standsInFor: [OTHER] });
      for (const given of ways) expect(asked(from, given(from.state(), OTHER, from), { known })).toBe(row.code);
    });

    it(`since rules ${row.sinceRules.toString()}`, () => {
      const rules = row.sinceRules - 1;
      const older = SEPARATION.some(
        (other) =>
          other.act === row.act && other.sinceRules <= rules && other.notAlso.some((duty) => same(duty, row.duty)),
      );
      const terms = { ...from.state().terms, rules };
      for (const given of ways) {
        const said = asked(from, { ...given(from.state(), actor, from), terms });
        if (!older) expect(said).toBe('done');
      }
    });
  });

  describe.each(ROWS.filter(({ duty }) => duty === 'ofInspected'))('$act is refused to', ({ act, code }) => {
    const from = (ACCEPTED[act] ?? never)();
    const { person: actor, unit: own } = who(from.by);

    it('whoever acts for the unit that is inspected', () => {
      if (own === unit('awb')) return;
      expect(asked(from, { subject: own })).toBe(code);
    });

    it('whoever the register knows there, whatever they act as; not under rules 2', () => {
      const known = registered(actor, { unit: unit('ent') });
      expect(asked(from, { subject: unit('ent') }, { known })).toBe(code);
      const terms = { ...from.state().terms, rules: 2 };
      if (!SIGNED.includes(act)) expect(asked(from, { subject: unit('ent'), terms }, { known })).toBe('done');
    });
  });

  it('whoever is in a post of it beside the one that the register names first', () => {
    const from = (ACCEPTED['DecideCloseout'] ?? never)();
    const posts = (other: string) => ({
      known: registered(who(from.by).person, { posts: [{ post: post('x'), unit: unit(other) }] }),
    });
    expect(asked(from, {}, posts('ent'))).toBe('ActorIsInspected');
    expect(asked(from, {}, posts('mill'))).toBe('done');
  });

  it('but for 安委办, which nobody can act for', () => {
    const from = (ACCEPTED['Adjudicate'] ?? never)();
    expect(asked(from, { subject: unit('awb') })).toBe('done');
  });

  it('the enterprise that rectifies is barred as the inspected one is; a township that rectifies is not', () => {
    const from = (ACCEPTED['DecideCloseout'] ?? never)();
    const { assignment } = from.state();
    const of = (id: string) => ({ known: registered(who(from.by).person, { unit: unit(id) }) });
    expect(asked(from, { subject: null }, of('ent'))).toBe('ActorIsInspected');
    if (assignment === null) throw new Error('nobody rectifies');
    expect(asked(from, { subject: null, assignment: { ...assignment, unit: unit('town') } }, of('town'))).toBe('done');
  });

  it('officers count as the actor does, with whom they stand in for', () => {
    const from = (ACCEPTED['Recheck'] ?? never)();
    const second = who('yj-jb2').person;
    const people = { ...from.state().people, rectifiers: [OTHER] };
    expect(asked(from, { people })).toBe('done');
    expect(asked(from, { people }, { known: registered(second, { standsInFor: [OTHER] }) })).toBe(
      'RecheckerIsRectifier',
    );
  });

  it('on the spot nobody checks what they, or whoever stands in for them, put right', () => {
    const from = (ACCEPTED['RectifyOnTheSpot'] ?? never)();
    const worker = who('ent-jb').person;
    const stands = registered(worker, { standsInFor: [who('yj-jb2').person] });
    expect(asked(from, {}, { known: stands })).toBe('OfficerIsRectifier');
    const body = { ...(from.body as object), rectifiedBy: [who('yj-jb2').person] };
    expect(asked(from, {}, { body })).toBe('OfficerIsRectifier');
  });

  it('a rechecker is of no enterprise that rectifies, nor does who rectifies impose a measure', () => {
    const recheck = (ACCEPTED['Recheck'] ?? never)();
    const known = registered(who('yj-jb2').person, { unit: unit('ent'), role: 'enterprise' });
    expect(asked(recheck, { subject: null }, { known })).toBe('RecheckerIsRectifier');
    const impose = (ACCEPTED['ImposeControl'] ?? never)();
    const { assignment } = impose.state();
    if (assignment === null) throw new Error('nobody rectifies');
    expect(asked(impose, { assignment: { ...assignment, unit: unit('yj') } })).toBe('ImposerIsRectifier');
  });
});

/** Acts whose officers' own rules bar an unfit unit under older rules as well. */
const SIGNED: readonly string[] = ['Recheck', 'RectifyOnTheSpot', 'DecideResumption', 'ImposeControl'];

/** Duties that one way of coming to gives together. */
function same(one: Duty, other: Duty): boolean {
  const applicants: readonly Duty[] = ['pendingApplicant', 'rectifierSide'];
  return one === other || (applicants.includes(one) && applicants.includes(other));
}

function never(): Accepted {
  throw new Error('an act without a story');
}
