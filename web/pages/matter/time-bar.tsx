import type { CSSProperties } from 'react';
import type { KindFace } from '../../client/kinds.ts';
import { chineseDay } from '../../parts/chinese.ts';
import { Sheet } from '../../parts/page.tsx';
import { runsOf, type Run } from './lanes.ts';
import { nextRungs } from './next-rungs.ts';
import { daysOff, percentIn, spanOf, ticksOf, type Stretch } from './scale.ts';
import type { MatterEvent, MatterWhole } from './shape.ts';
import type { Terms } from './terms.ts';
import { TimeTable } from './time-table.tsx';
import { beginOf, plusDays } from './workdays.ts';
import './time-bar.css';

interface TimeBarProps {
  readonly kind: KindFace | null;
  readonly matter: MatterWhole;
  readonly events: readonly MatterEvent[];
  readonly terms: Terms | null;
  readonly at: string | null;
}

/** Both clocks on one line of time, with days off, special periods, what has fired and what comes; the same as a table below. */
export function TimeBar({ kind, matter, events, terms, at }: TimeBarProps) {
  const now = at === null ? Date.now() : Date.parse(at);
  const next = terms === null ? [] : nextRungs(matter, terms);
  const runs = runsOf(matter, events);
  if (runs.length === 0) return null;
  const span = spanOf(matter, events, next, now);
  const marks = marksOf(matter, next, kind).filter(({ ms }) => ms >= span.from && ms <= span.to);
  const steps = runs.filter(({ clock }) => clock === 'S');
  const rectify = runs.filter(({ clock }) => clock === 'T');
  return (
    <Sheet title="期限">
      <div className="timebar" aria-hidden>
        <div className="timebar-ground">
          {daysOff(span, terms?.calendar).map((off) => (
            <i key={off.from} className="timebar-off" style={placed(span, off.from, off.to)} />
          ))}
          {(terms?.specialPeriods ?? []).map(({ name, from, to }) => (
            <i
              key={name + from}
              className="timebar-special"
              title={name}
              style={placed(span, beginOf(from), beginOf(plusDays(to, 1)))}
            />
          ))}
        </div>
        {rectify.length === 0 ? null : <Lane label="整改期限" span={span} runs={rectify} now={now} />}
        {steps.length === 0 ? null : <Lane label="办理时限" span={span} runs={steps} now={now} />}
        {marks.length === 0 ? null : <Marks span={span} marks={marks} />}
        {now < span.from || now > span.to ? null : (
          <i className="timebar-now" style={{ left: `${percentIn(span, now).toString()}%` }}>
            <b>{at === null ? '今天' : '当时'}</b>
          </i>
        )}
        <div className="timebar-ticks">
          {ticksOf(span, 6)
            .filter((day) => percentIn(span, beginOf(day)) < 88)
            .map((day) => (
              <span key={day} style={{ left: `${percentIn(span, beginOf(day)).toString()}%` }}>
                {`${Number(day.slice(5, 7)).toString()}月${Number(day.slice(8)).toString()}日`}
              </span>
            ))}
        </div>
      </div>
      <p className="timebar-legend quiet" aria-hidden>
        <i className="key-run" /> 在办 <i className="key-over" /> 超期 <i className="key-more" /> 延期{' '}
        <i className="key-off" /> 休息日
        {(terms?.specialPeriods ?? []).length > 0 ? (
          <>
            {' '}
            <i className="key-special" /> 特殊时段
          </>
        ) : null}{' '}
        ● 已触发 ○ 将触发（数字为督办等级）
      </p>
      <TimeTable runs={runs} terms={terms} now={now} />
    </Sheet>
  );
}

function Lane({
  label,
  span,
  runs,
  now,
}: {
  readonly label: string;
  readonly span: Stretch;
  readonly runs: readonly Run[];
  readonly now: number;
}) {
  const last = runs.findLast(({ endedAt }) => endedAt === null);
  return (
    <div className="timebar-lane">
      <span className="timebar-label">
        {label}
        {last === undefined ? '（已办完）' : `至${chineseDay(new Date(Date.parse(last.due) - 1).toISOString())}`}
      </span>
      <div className="timebar-track">
        {runs.map(({ start, firstDue, due, endedAt, name }) => {
          const from = Date.parse(start);
          const end = endedAt === null ? Date.parse(due) : Math.min(Date.parse(endedAt), Date.parse(due));
          const stop = endedAt === null ? now : Date.parse(endedAt);
          return (
            <span key={start + due} title={name}>
              <i
                className={endedAt === null ? 'run' : 'run run-done'}
                style={placed(span, from, Math.min(end, Date.parse(firstDue)))}
              />
              {due > firstDue ? (
                <i className="run run-more" style={placed(span, Date.parse(firstDue), Date.parse(due))} />
              ) : null}
              {stop > Date.parse(due) ? (
                <i className="run run-over" style={placed(span, Date.parse(due), stop)} />
              ) : null}
            </span>
          );
        })}
      </div>
    </div>
  );
}

interface Mark {
  readonly ms: number;
  readonly level: number;
  readonly fired: boolean;
}

function marksOf(matter: MatterWhole, next: ReturnType<typeof nextRungs>, kind: KindFace | null): readonly Mark[] {
  const level = (rung: string): number => kind?.rungs[rung]?.level ?? 0;
  const fired = (matter.regions.supervision?.fired ?? []).filter(({ withdrawnAt }) => withdrawnAt === null);
  return [
    ...fired.map(({ rung, dueAt }) => ({ ms: Date.parse(dueAt), level: level(rung), fired: true })),
    ...next.flatMap(({ row, at }) =>
      at === null || level(row.rung) === 0 ? [] : [{ ms: at, level: level(row.rung), fired: false }],
    ),
  ].sort((a, b) => a.ms - b.ms);
}

function Marks({ span, marks }: { readonly span: Stretch; readonly marks: readonly Mark[] }) {
  let before = -100;
  let row = 0;
  return (
    <div className="timebar-lane">
      <span className="timebar-label">督办等级</span>
      <div className="timebar-track timebar-marks">
        {marks.map(({ ms, level, fired }, n) => {
          const left = percentIn(span, ms);
          // Marks close to each other stand one below the other.
          row = left - before < 6 ? (row + 1) % 3 : 0;
          before = left;
          return (
            <i
              key={n}
              className={fired ? 'mark mark-fired' : 'mark'}
              style={{ left: `${left.toString()}%`, top: `${(row * 20).toString()}px` }}
            >
              {level}
            </i>
          );
        })}
      </div>
    </div>
  );
}

function placed(span: Stretch, from: number, to: number): CSSProperties {
  const left = percentIn(span, from);
  return { left: `${left.toString()}%`, width: `${Math.max(0.4, percentIn(span, to) - left).toString()}%` };
}
