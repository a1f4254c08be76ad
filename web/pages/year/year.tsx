import { useSearchParams } from 'react-router';
import { useRead } from '../../client/queries.ts';
import { chineseDay, chineseNumber } from '../../parts/chinese.ts';
import { ExportButton } from '../../parts/export-button.tsx';
import { Figures } from '../../parts/figures.tsx';
import { listPath, queryOf } from '../../parts/list-path.ts';
import { Page } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { Choose } from './choose.tsx';
import { Cohorts } from './cohorts.tsx';
import { Groups } from './groups.tsx';
import { figuresOf, listOf, spanOf } from './span.ts';
import { perCent, type Span, type YearGroup } from './year-answer.ts';
import './year.css';

/** 统计: what was found, what became of it and how soon, each figure with its list. */
export function Year() {
  const [search] = useSearchParams();
  const span = spanOf(search, new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10));
  const query = queryOf(listOf(span));
  return (
    <Page
      title="统计"
      about={`发现日期${chineseDay(span.from)}至${chineseDay(span.to)}的隐患`}
      actions={<ExportButton path="hazards" query={query} title="隐患" />}
    >
      <Choose span={span} />
      <InShort span={span} />
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
  const list = listOf(span);
  const query = figuresOf(span);
  const { data } = useRead(`/v1/statistics/groups?by=month&${query}`);
  const groups = data?.items ?? [];
  const sum = (of: (group: YearGroup) => number): number => groups.reduce((all, group) => all + of(group), 0);
  const rechecked = sum((group) => group.rechecked);
  const firstPass = rechecked === 0 ? null : (sum((group) => group.firstPass) / rechecked) * 100;
  return (
    <Read path={`/v1/statistics?${query}`}>
      {({ found, closed, open, overdue, rate, major }) => (
        <Figures
          label="合计"
          figures={[
            { label: '发现', value: chineseNumber(found), to: listPath('hazards', list) },
            { label: '其中重大', value: chineseNumber(major), to: listPath('hazards', { ...list, severity: 'major' }) },
            { label: '已销号', value: chineseNumber(closed), to: listPath('hazards', { ...list, open: false }) },
            { label: '在办', value: chineseNumber(open), to: listPath('hazards', { ...list, open: true }) },
            {
              label: '超期',
              value: chineseNumber(overdue),
              to: listPath('hazards', { ...list, open: true, overdue: true }),
              ...(overdue > 0 ? { look: 'late' as const } : {}),
            },
            { label: '整改率', value: perCent(rate) },
            {
              label: '其中按期整改',
              value: data === undefined ? '—' : chineseNumber(sum((group) => group.closedOnTime)),
            },
            { label: '一次复查通过率', value: perCent(firstPass) },
          ]}
        />
      )}
    </Read>
  );
}
