import { postAt, type PersonId, type PostId, type Terms, type UnitId } from '../../kernel/terms.ts';
import type { NamedSubject, OpenCase } from '../command.ts';
import { v1, type CaseOpened } from '../event.ts';
import { no, yes, type CaseDecision } from '../refusal.ts';
import { keeperSeats } from '../seats.ts';
import type { PeriodName } from '../state.ts';
import { stepFrom } from '../step.ts';

/** Opens the case on the frozen dossier: each subject with its own key, the first uninvolved keeper as holder. */
export function openCase(command: OpenCase): CaseDecision {
  const { body, opening } = command;
  if (opening === undefined) return no('NotOpened', '立案缺少编号和适用规则。');
  if (body.subjects.length === 0) return no('SubjectMissing', '问责案件至少要有一个对象。');
  if (new Set(body.subjects.map((s) => s.id)).size < body.subjects.length)
    return no('SubjectTwice', '同一对象不能重复列入。');
  // A policy of this kind carries exactly these periods: the seed makes it from `terms.ts`.
  const terms = opening.terms as Terms<PeriodName>;
  const subjects = body.subjects.map((named, i) => ({
    key: `s${(i + 1).toString()}`,
    kind: named.kind,
    id: named.id,
    unit: named.unit ?? command.known?.people[named.id as PersonId]?.unit ?? null,
    post: postOf(named, command),
    ground: named.ground,
  }));
  const { hazard, number, round, ground, clock, upToSeq, dossier, involved, region } = body;
  const [holder] = keeperSeats({ involved, subjects }, terms.county);
  return yes(
    v1<CaseOpened>('CaseOpened', {
      opening: { ...opening, terms },
      origin: { hazard, number, round, ground, clock, upToSeq, dossier },
      involved,
      region,
      units: unitsOf(command, subjects),
      subjects,
      step: stepFrom(terms, 'drafting', holder, command.at),
    }),
  );
}

/** Where a subject is reached: its own post, or the principal of the unit as the register says. */
function postOf(named: NamedSubject, command: OpenCase): PostId | null {
  if (named.post !== null || named.unit === null || named.kind === 'publicOfficial') return named.post;
  const chain = command.known?.units[named.unit];
  return chain === undefined ? null : postAt(chain, 3);
}

/** Who may see the case: the units of the subjects and of those involved; an enterprise only when it is a subject. */
function unitsOf({ body, known }: OpenCase, subjects: readonly { readonly unit: UnitId | null }[]): readonly UnitId[] {
  const isEnterprise = (unit: UnitId): boolean => known?.units[unit]?.kind === 'enterprise';
  const own = subjects.flatMap(({ unit }) => (unit === null ? [] : [unit]));
  return [...new Set([...body.units.filter((unit) => !isEnterprise(unit)), ...own])];
}
