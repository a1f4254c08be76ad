import type { MatterEvent, MatterWhole } from './shape.ts';

/** A clock's run on the bar of time. */
export interface Run {
  readonly name: string;
  readonly clock: 'T' | 'S';
  readonly start: string;
  readonly firstDue: string;
  readonly due: string;
  readonly endedAt: string | null;
  readonly words: string;
}

/** What people call the clocks. */
export const CLOCK_WORDS = { T: '整改期限', S: '办理时限' } as const;

/** The steps by which a hazard's holder is timed. */
const STEPS: Readonly<Record<string, string>> = {
  verify: '核实', rejection: '不属实审批', transfer: '移送答复', grade: '定级', gradeConfirm: '定级复核', assign: '交办',
  accept: '签收', adjudicate: '裁定', plan: '报送方案', planSubmit: '报送方案', planReview: '方案审查', rectify: '整改',
  recheck: '复查', closeout: '销号', watch: '回头看观察', appeal: '申诉期',
}; // prettier-ignore

/** Every run of both clocks that has an end, the rectification first. */
export function runsOf(matter: MatterWhole, events: readonly MatterEvent[]): readonly Run[] {
  const { clocks } = matter.regions;
  const words = (clock: 'T' | 'S'): string => {
    const shown = matter.deadlines.find((deadline) => deadline.clock === clock);
    return [shown?.meaning, shown?.basisShown].filter((part) => part !== undefined).join('；依据：');
  };
  if (clocks === undefined) {
    const start = events[0]?.at ?? matter.openedAt ?? '';
    return matter.deadlines.map(({ clock, due, firstDue }) => ({
      name: CLOCK_WORDS[clock], clock, start, firstDue, due, endedAt: matter.closedAt, words: words(clock),
    })); // prettier-ignore
  }
  const set = clocks.T.filter(({ due }) => due !== null);
  const last = set.at(-1);
  const first = set[0];
  const rectify: readonly Run[] =
    last?.due == null || first?.due == null
      ? []
      : [
          {
            name: CLOCK_WORDS.T,
            clock: 'T',
            start: first.start,
            firstDue: first.due,
            due: last.due,
            endedAt: last.restsFrom ?? null,
            words: words('T'),
          },
        ];
  const steps = clocks.S.flatMap(({ name, start, due, endedAt }): readonly Run[] =>
    due === null
      ? []
      : [
          {
            name: `${STEPS[name] ?? ''}时限`,
            clock: 'S',
            start,
            firstDue: due,
            due,
            endedAt,
            words: endedAt === null ? words('S') : '已办完',
          },
        ],
  );
  return [...rectify, ...steps];
}
