import { FIGURES } from '../../db/queries/figures.ts';
import type { ListFilter } from '../../db/queries/list-page.ts';
import type { Kind } from '../../workflows/kinds.ts';
import { bad, booleanOf, dayIn, integerOf, oneOf, textOf, type Query } from './query.ts';

/** What lists of matters and their exports may be narrowed and ordered by. */
export const LIST_FILTERS: readonly string[] = [
  'status', 'holder', 'region', 'sector', 'level', 'overdue', 'open', 'severity', 'lead', 'subject', 'foundFrom', 'foundTo',
  'countedAs', 'q', 'sort',
]; // prettier-ignore

/** 一般 and 重大 (安全生产事故隐患排查治理暂行规定 §3); a kind that has no severities lists nothing under either. */
const SEVERITIES = ['general', 'major'] as const;

/** The filter that a query asks a list of this kind for. Throws 400. */
export function listFilterOf(kind: Kind, query: Query): ListFilter {
  const given = {
    status: oneOf(query, 'status', Object.keys(kind.face.statuses)),
    holder: textOf(query, 'holder'),
    region: textOf(query, 'region'),
    sector: textOf(query, 'sector'),
    level: integerOf(query, 'level', 0, 99),
    overdue: booleanOf(query, 'overdue'),
    open: booleanOf(query, 'open'),
    severity: oneOf(query, 'severity', SEVERITIES),
    lead: textOf(query, 'lead'),
    subject: textOf(query, 'subject'),
    foundFrom: dayIn(query, 'foundFrom'),
    foundTo: dayIn(query, 'foundTo'),
    countedAs: oneOf(query, 'countedAs', FIGURES),
    sort: oneOf(query, 'sort', ['opened', 'due']),
    q: textOf(query, 'q'),
    cursor: textOf(query, 'cursor'),
    limit: integerOf(query, 'limit', 1, 200),
  };
  if (given.foundFrom !== null && given.foundTo !== null && given.foundFrom > given.foundTo)
    throw bad('foundTo', 'order', '不能早于 foundFrom');
  return { ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)), kind: kind.rules.name };
}
