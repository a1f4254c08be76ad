import { chineseDay, chineseDue, chineseTime } from '../../parts/chinese.ts';
import type { Run } from './lanes.ts';
import { countedDays } from './scale.ts';
import type { Terms } from './terms.ts';

interface TimeTableProps {
  readonly runs: readonly Run[];
  readonly terms: Terms | null;
  readonly now: number;
}

/** The bar of time in words: every deadline with its days, its basis and what became of it. */
export function TimeTable({ runs, terms, now }: TimeTableProps) {
  return (
    <details className="more">
      <summary>期限明细（{runs.length.toString()}项）</summary>
      <div className="table-wrap" role="region" aria-label="期限明细" tabIndex={0}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">期限</th>
              <th scope="col">起算</th>
              <th scope="col">届满</th>
              <th scope="col">天数</th>
              <th scope="col">结果</th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <Row key={run.name + run.start} run={run} terms={terms} now={now} />
            ))}
          </tbody>
        </table>
      </div>
      {(terms?.specialPeriods ?? []).map(({ name, from, to }) => (
        <p key={name + from} className="quiet">
          特殊时段：{name}，{chineseDay(from)}至{chineseDay(to)}。
        </p>
      ))}
    </details>
  );
}

function Row({ run, terms, now }: { readonly run: Run; readonly terms: Terms | null; readonly now: number }) {
  const { name, start, firstDue, due, endedAt, words } = run;
  const { worked, off } = countedDays({ from: Date.parse(start), to: Date.parse(due) }, terms?.calendar);
  return (
    <tr>
      <th scope="row">
        {name}
        {words === '' ? null : <div className="quiet small">{words}</div>}
      </th>
      <td>{chineseTime(start)}</td>
      <td>
        {chineseDue(due)}
        {due === firstDue ? null : <div className="quiet small">延期前：{chineseDue(firstDue)}</div>}
      </td>
      <td>
        工作日{worked}天，休息日{off}天
      </td>
      <td>{outcome(due, endedAt, now)}</td>
    </tr>
  );
}

function outcome(due: string, endedAt: string | null, now: number): string {
  if (endedAt !== null) return endedAt <= due ? '按期' : '逾期办完';
  return Date.parse(due) < now ? '已超期' : '在办';
}
