import type { Kind } from '../../workflows/kinds.ts';
import type { Refusal } from '../../workflows/kernel/refusal.ts';
import { PROBLEMS, SHARED_REFUSALS, type ProblemCode } from './catalogue.ts';

/** One fault in what was handed in; `pointer` is a JSON pointer into the body, or into the query's parameters. */
export interface Fault {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

interface Extra {
  readonly errors?: readonly Fault[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly isInTrail?: boolean;
}

/** An answer that says no. Thrown by handlers, written as a problem document (RFC 9457) by the error plugin. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly Fault[];
  readonly headers: Readonly<Record<string, string>>;
  /** Whoever decided it has told the trail already. */
  readonly isInTrail: boolean;

  constructor(code: string, status: number, title: string, detail: string, extra: Extra = {}) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.errors = extra.errors ?? [];
    this.headers = extra.headers ?? {};
    this.isInTrail = extra.isInTrail ?? false;
  }
}

/** A problem of the API itself, from its catalogue. */
export function problem(code: ProblemCode, detail: string, extra: Extra = {}): Problem {
  const { status, title } = PROBLEMS[code];
  return new Problem(code, status, title, detail, extra);
}

/** The problem that a refusal of a kind's rules is answered with. */
export function refusalProblem(kind: Kind, refusal: Refusal, extra: Extra = {}): Problem {
  const own = kind.face.refusals[refusal.code];
  const shared = SHARED_REFUSALS[refusal.code] ?? apiProblem(refusal.code);
  const title = own?.title ?? shared?.title ?? '规则不允许';
  return new Problem(refusal.code, own?.status ?? shared?.status ?? 422, title, refusal.detail, extra);
}

/** The document as it is sent; nothing of the inside is in it. */
export function documentOf(it: Problem, requestId: string): Readonly<Record<string, unknown>> {
  const { status, title, code, detail, errors } = it;
  return { type: `urn:bihuan:problem:${code}`, title, status, code, detail, requestId, errors };
}

function apiProblem(code: string): { status: number; title: string } | undefined {
  return code in PROBLEMS ? PROBLEMS[code as ProblemCode] : undefined;
}
