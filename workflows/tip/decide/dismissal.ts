import type { Known } from '../../kernel/command.ts';
import type { MatterId, UnitId } from '../../kernel/terms.ts';
import { happened } from '../event.ts';
import { denied, type Denied } from '../refusal.ts';
import type { State } from '../state.ts';
import { carried, stepFrom } from '../step.ts';
import { chainOf, decided, firstHolder, overlap, peopleOf, type Decide } from './parts.ts';

/** 不予受理, proposed; a second person decides. What is another's is handed to them first, against a receipt. */
export const declineTip: Decide<'DeclineTip'> = (state, command) => {
  const { ground, reason, handed = null } = command.body;
  const no = denied({
    DismissalPending: state.dismissal !== null,
    HandedMissing: ground === 'noJurisdiction' && (handed === null || handed.receipt.length === 0),
    HandedNeedless: ground !== 'noJurisdiction' && handed !== null,
    NotOutside: handed !== null && chainOf(command.known, handed.to)?.kind !== 'outside',
  });
  if (no !== null) return no;
  const declined = { ground, reason, handed };
  const dismissal = { what: 'decline', declined, by: peopleOf(command) } as const;
  return decided(happened('DismissalProposed', { dismissal }));
};

/** Another tip of the same thing came first, it is proposed: decided so, this one is answered and earns no reward. */
export const markDuplicate: Decide<'MarkDuplicate'> = (state, command) => {
  const { first } = command.body;
  const no = denied({ DismissalPending: state.dismissal !== null }) ?? noFirst(state, first, command.known);
  const dismissal = { what: 'duplicate', first, by: peopleOf(command) } as const;
  return no ?? decided(happened('DismissalProposed', { dismissal }));
};

/** The second person: approved, the tip is declined, handed on or a repetition; else it goes on, with the reason. */
export const decideDismissal: Decide<'DecideDismissal'> = (state, command) => {
  const { body, known, at } = command;
  const { dismissal } = state;
  const { decision, first, reason = null } = body;
  const isApproved = decision === 'approve';
  const no = denied({
    NoDismissalPending: dismissal === null,
    DeciderIsProposer: dismissal !== null && overlap(peopleOf(command), dismissal.by),
    ReasonMissing: !isApproved && reason === null,
    DuplicateDiffers: isApproved && dismissal?.what === 'duplicate' && first !== dismissal.first,
  });
  if (no !== null || dismissal === null) return no ?? decided();
  if (!isApproved && reason !== null) return decided(happened('DismissalRefused', { reason }));
  if (dismissal.what === 'decline') return decided(happened('TipDeclined', dismissal.declined));
  // It may have turned out untrue since.
  const gone = noFirst(state, dismissal.first, known);
  if (gone !== null) return gone;
  const holder = firstHolder(state, { status: 'duplicate' });
  const step = carried(state.step, stepFrom(state.terms, 'finalAnswer', holder, at), at);
  return decided(happened('DuplicateMarked', { first: dismissal.first, step }));
};

/** Not ones that never counted, nor ones that were not borne out: what is given again asks for a review. */
const INVALID: readonly string[] = [
  'rejected',
  'transferred',
  'duplicate',
  'settled',
  'dismissed',
] satisfies State['status'][];

function noFirst(state: State, first: MatterId, known: Known | undefined): Denied | null {
  const earlier = known?.matters?.[first];
  return denied({
    DuplicateOfItself: first === state.matterId,
    DuplicateUnknown: earlier?.kind !== 'tip',
    DuplicateNotValid: earlier !== undefined && INVALID.includes(earlier.status),
    DuplicateNotEarlier: earlier?.openedAt === undefined || earlier.openedAt >= state.openedAt,
    DuplicateElsewhere: earlier !== undefined && !isSamePlace(state, earlier),
  });
}

interface Place {
  readonly subject: UnitId | null;
  readonly region: UnitId | null;
}

/** The same subject; where neither names one, the same township, and the rest is for a person to judge. */
function isSamePlace(own: Place, other: Place): boolean {
  if (own.subject !== null || other.subject !== null) return own.subject === other.subject;
  return own.region !== null && own.region === other.region;
}
