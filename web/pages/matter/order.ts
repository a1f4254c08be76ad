import { actsOn, type KindFace } from '../../client/kinds.ts';
import { session } from '../../client/session.ts';
import type { Available } from '../../forms/command-form.tsx';
import type { MatterWhole } from './shape.ts';

/** Comes seldom, and never before what the step asks for. */
const RARE = ['CorrectRecord', 'ReviseTerms', 'Abolish', 'RaiseGround', 'Reassign', 'Reopen', 'ReplyToSupervision'];

export type Offered = Available & { readonly by: readonly string[] };

/** Whether an act is what the step waits for, or what waits for the reader alone. */
export function isNextStep({ type }: Offered, matter: MatterWhole, kind: KindFace | null): boolean {
  if (type === 'DecideRung') return matter.proposals.some(({ confirmer }) => confirmer === session()?.post);
  const acts = actsOn(kind, matter);
  return acts.length === 0 || acts.includes(type);
}

/** What may be done, the commonest act of the step first. */
export function inOrder<One extends Offered>(
  commands: readonly One[],
  matter: MatterWhole,
  kind: KindFace | null,
): readonly One[] {
  const first = actsOn(kind, matter);
  const weight = ({ type, by }: Offered): number => {
    const heard = kind?.lifecycle.find(({ command }) => command === type)?.statuses ?? [];
    const isOfStep = Array.isArray(heard) && heard.length <= 2;
    if (type === 'DecideRung' && matter.proposals.some(({ confirmer }) => confirmer === session()?.post)) return -1;
    // A matter that is not graded yet cannot be assigned.
    if (type === 'Grade' && matter.severity !== null) return 40;
    if (first.includes(type)) return first.indexOf(type);
    if (RARE.includes(type)) return 60 + RARE.indexOf(type);
    return (by.includes('holder') ? 10 : 20) + (isOfStep ? 0 : 10);
  };
  return commands.filter(({ allowed }) => allowed).toSorted((a, b) => weight(a) - weight(b));
}
