import type { MatterId, PersonId, PostId, UnitId } from '../kernel/terms.ts';
import type { NamedSubject, OpenCaseBody } from './command.ts';
import { GROUNDS, type Ground, type Involved, type SubjectKind } from './state.ts';

type Input = Readonly<Record<string, unknown>>;

const KINDS: readonly string[] = ['publicOfficial', 'unit', 'enterprise'] satisfies SubjectKind[];

/**
 * Makes the opening command from a hazard's `Open` effect: `{hazard, number, round, ground, clock, upToSeq, subjects,
 * involved, region, units, dossier?}`; `ground` may be absent when a clock ran out. `units` are those of the involved.
 * `involved` is `{people, posts}` or one list of person and post ids. Throws on what no hazard can
 * have sent, which is a bug.
 */
export function openFrom(input: Input): { readonly type: 'OpenCase'; readonly body: OpenCaseBody } {
  const involved = involvedOf(input.involved);
  const clock = input.clock === 'T' || input.clock === 'S' ? input.clock : null;
  // Without a raised ground it is the clock that ran out: on the rectifier's 不及时, on a desk's 不作为.
  const ground = groundOf(input.ground ?? (clock === 'S' ? 'inaction' : 'untimely'));
  const body: OpenCaseBody = {
    hazard: text(input, 'hazard') as MatterId,
    number: text(input, 'number'),
    round: whole(input, 'round'),
    ground,
    clock,
    upToSeq: whole(input, 'upToSeq'),
    dossier: textOrNull(input.dossier),
    subjects: list(input.subjects).map((subject) => subjectOf(subject, involved, ground)),
    involved,
    region: textOrNull(input.region) as UnitId | null,
    units: list(input.units).map((unit) => String(unit) as UnitId),
  };
  return { type: 'OpenCase', body };
}

function subjectOf(value: unknown, involved: Involved, ground: Ground): NamedSubject {
  const subject = value as Input;
  const id = text(subject, 'id');
  const kind = text(subject, 'kind');
  if (!KINDS.includes(kind)) throw new Error(`no kind of subject: ${kind}`);
  const isOfficial = kind === 'publicOfficial';
  return {
    kind: kind as SubjectKind,
    id,
    unit: (textOrNull(subject.unit) ?? (isOfficial ? null : id)) as UnitId | null,
    post: (textOrNull(subject.post) ?? involved.posts.find((post) => post === id) ?? null) as PostId | null,
    ground: groundOf(subject.ground ?? ground),
  };
}

function involvedOf(value: unknown): Involved {
  if (Array.isArray(value)) {
    const ids = value.map(String);
    return { people: ids as PersonId[], posts: ids as PostId[] };
  }
  const { people, posts } = (value ?? {}) as Input;
  return { people: list(people) as PersonId[], posts: list(posts) as PostId[] };
}

function groundOf(value: unknown): Ground {
  const ground = GROUNDS.find((g) => g === value);
  if (ground === undefined) throw new Error(`no ground of accountability: ${String(value)}`);
  return ground;
}

function text(input: Input, name: string): string {
  const value = input[name];
  if (typeof value !== 'string' || value === '') throw new Error(`a case cannot be opened without ${name}`);
  return value;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function whole(input: Input, name: string): number {
  const value = input[name];
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new Error(`a case cannot be opened without ${name}`);
  return value;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
