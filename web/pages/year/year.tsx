import { useSearchParams } from 'react-router';
import { chineseDay, chineseNumber } from '../../parts/chinese.ts';
import { ExportButton } from '../../parts/export-button.tsx';
import { Figures, type Figure } from '../../parts/figures.tsx';
import { listPath, queryOf } from '../../parts/list-path.ts';
import { Page } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { Choose } from './choose.tsx';
import { Cohorts } from './cohorts.tsx';
import { Fates } from './fates.tsx';
import { Groups } from './groups.tsx';
import { figuresOf, listOf, spanOf } from './span.ts';
import { perCent, type CountName, type Span, type YearGroup } from './year-answer.ts';
import './year.css';

/** 统计: what was found, what became of it and how soon, each figure with its list. */
export function Year() {
  const [search] = useSearchParams();
  const span = spanOf(search, new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10));
  const query = figuresOf(span);
  return (
    <Page
      title="统计"
      about={`发现日期${chineseDay(span.from)}至${chineseDay(span.to)}的隐患`}
      actions={<ExportButton path="hazards" query={queryOf(listOf(span, 'found'))} title="隐患" />}
    >
      <Choose span={span} />
      <InShort span={span} />
      <Fates span={span} />
      <Groups key={`month?${query}`} by="month" span={span} />
      <Cohorts key={`cohorts?${query}`} span={span} />
      <Groups key={`level?${query}`} by="level" span={span} />
      <Groups key={`region?${query}`} by="region" span={span} />
      <Groups key={`sector?${query}`} by="sector" span={span} />
      <Groups key={`lead?${query}`} by="lead" span={span} />
    </Page>
  );
}

function InShort({ span }: { readonly span: Span }) {
  return (
    <Read path={`/v1/statistics/groups?by=month&${figuresOf(span)}`}>
      {({ items }) => <Figures label="合计" figures={inShort(items, span)} />}
    </Read>
  );
}

function inShort(groups: readonly YearGroup[], span: Span): readonly Figure[] {
  const sum = (name: CountName): number => groups.reduce((all, group) => all + group[name], 0);
  const counted = (label: string, name: CountName): Figure => ({
    label,
    value: chineseNumber(sum(name)),
    to: listPath('hazards', listOf(span, name)),
  });
  const rate = (label: string, part: CountName, whole: CountName): Figure => ({
    ...counted(label, part),
    value: perCent(sum(whole) === 0 ? null : (sum(part) / sum(whole)) * 100),
  });
  return [
    counted('发现', 'found'),
    counted('其中重大', 'major'),
    counted('已销号', 'closed'),
    counted('在办', 'open'),
    { ...counted('超期', 'overdue'), ...(sum('overdue') > 0 ? { look: 'late' as const } : {}) },
    rate('整改率', 'closed', 'found'),
    counted('其中按期整改', 'closedOnTime'),
    rate('一次复查通过率', 'firstPass', 'rechecked'),
  ];
}
