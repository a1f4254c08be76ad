import { ApplicationFailure } from '@temporalio/client';
import { KINDS } from '../workflows/kinds.ts';
import { refuse, type Refusal, type SharedRefusalCode } from '../workflows/kernel/refusal.ts';

const SHARED: Readonly<Record<SharedRefusalCode, true>> = {
  NotHeardInStatus: true,
  NotYours: true,
  StaleVersion: true,
  MatterEnded: true,
  UnknownCommand: true,
  AlreadyOpened: true,
  NotOpened: true,
};

/** The refusal that a failed update carries; null when its type is no known code: then nothing is known. */
export function refusalOf(kind: string, cause: unknown): Refusal | null {
  if (!(cause instanceof ApplicationFailure) || typeof cause.type !== 'string') return null;
  const code = cause.type;
  const isKnown =
    Object.hasOwn(SHARED, code) ||
    KINDS.some(({ rules, face }) => rules.name === kind && Object.hasOwn(face.refusals, code));
  return isKnown ? refuse(code, cause.message) : null;
}
