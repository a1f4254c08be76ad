import { chineseDay } from '../../parts/chinese.ts';
import { monthOf, today, type CalendarVersion, type DayCell, type DayKind, type SpecialPeriod } from './year.ts';

const WEEK = ['一', '二', '三', '四', '五', '六', '日'];
const MARKS: Readonly<Record<DayKind, string>> = { work: '', weekend: '', holiday: '休', madeUp: '班' };
const WORDS: Readonly<Record<DayKind, string>> = {
  work: '工作日',
  weekend: '周末休息',
  holiday: '放假',
  madeUp: '调休上班',
};

interface YearProps {
  readonly year: Pick<CalendarVersion, 'year' | 'holidays' | 'workdays'>;
  readonly specials: readonly SpecialPeriod[];
}

/** A year as twelve months; what is not an ordinary day is told by colour, by a mark, and in words. */
export function YearView({ year, specials }: YearProps) {
  const now = today();
  return (
    <>
      <ul className="calendar-legend">
        <li>
          <span className="calendar-day calendar-holiday">休</span>放假
        </li>
        <li>
          <span className="calendar-day calendar-madeUp">班</span>调休上班
        </li>
        <li>
          <span className="calendar-day calendar-weekend">6</span>周末休息
        </li>
        <li>
          <span className="calendar-day calendar-special">特</span>特殊时段
        </li>
      </ul>
      <div className="calendar-months">
        {Array.from({ length: 12 }, (_, at) => at + 1).map((month) => (
          <Month key={month} month={month} cells={monthOf(year, month, specials)} now={now} />
        ))}
      </div>
    </>
  );
}

interface MonthProps {
  readonly month: number;
  readonly cells: readonly (DayCell | null)[];
  readonly now: string;
}

function Month({ month, cells, now }: MonthProps) {
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, at) => cells.slice(at * 7, at * 7 + 7));
  const worked = cells.filter((cell) => cell !== null && (cell.kind === 'work' || cell.kind === 'madeUp')).length;
  return (
    <table className="calendar-month">
      <caption>
        {month}月 <span className="quiet">{worked}个工作日</span>
      </caption>
      <thead>
        <tr>
          {WEEK.map((day) => (
            <th key={day} scope="col">
              {day}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, n) => (
          <tr key={`${month.toString()}-${n.toString()}`}>
            {week.map((cell, at) =>
              cell === null ? <td key={`before-${at.toString()}`} /> : <Day key={cell.day} cell={cell} now={now} />,
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ cell: { day, n, kind, special }, now }: { readonly cell: DayCell; readonly now: string }) {
  const words = `${chineseDay(day)} ${WORDS[kind]}${special === null ? '' : `，${special.name}`}`;
  const look = `calendar-day calendar-${kind}${special === null ? '' : ' calendar-special'}`;
  return (
    <td title={words} className={look} {...(day === now ? { 'aria-current': 'date' as const } : {})}>
      {n}
      {MARKS[kind] === '' && special === null ? null : (
        <span className="calendar-mark">{`${MARKS[kind]}${special === null ? '' : '特'}`}</span>
      )}
    </td>
  );
}
