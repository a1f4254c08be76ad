import { ALL_SEEING, useMay } from '../../client/may.ts';
import { chineseDay } from '../../parts/chinese.ts';
import { EffectOf } from '../policies/effect-of.tsx';
import { daysOtherwise, type CalendarVersion, type DayKind } from './year.ts';

const BECOMES: Readonly<Record<DayKind, string>> = {
  holiday: '改为放假',
  madeUp: '改为上班',
  work: '改为工作日',
  weekend: '改为周末休息',
};

interface ChangedProps {
  readonly draft: CalendarVersion;
  /** By what the year is counted now; null where it is by Monday to Friday. */
  readonly counting: CalendarVersion | null;
}

/** What a draft makes of days that count otherwise now, and of the matters under way that they concern. */
export function Changed({ draft, counting }: ChangedProps) {
  const maySee = useMay(ALL_SEEING);
  const days = daysOtherwise(counting ?? { year: draft.year, holidays: [], workdays: [] }, draft);
  const groups = Object.entries(BECOMES).map(([kind, words]) => ({
    words,
    days: days.filter((one) => one.kind === kind).map(({ day }) => chineseDay(day).slice('2027年'.length)),
  }));
  return (
    <>
      <p>
        发布后与现在{counting === null ? '（暂按周一至周五推算）' : '（现用版）'}相比：
        {days.length === 0
          ? '各日没有不同。'
          : `${groups
              .filter((group) => group.days.length > 0)
              .map((group) => `${group.words}${group.days.length.toString()}天（${group.days.join('、')}）`)
              .join('；')}。`}
      </p>
      {maySee ? (
        <EffectOf
          path={`/v1/registers/calendars/${draft.id}/effect`}
          none="没有在办事项会重新计算：它们的期限不在这一年，或已按这些日子计算。"
        />
      ) : (
        <p className="quiet">期限落在这些日子前后的在办事项，发布时即重新计算。</p>
      )}
    </>
  );
}
