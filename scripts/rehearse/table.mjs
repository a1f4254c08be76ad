/** @typedef {{ before: number, after: number }} Pair */
/** @typedef {{ rung: string, label: string, at: string }} Rung */
/** @typedef {{ id: string, number: string, title: string, before: Rung[], after: Rung[] }} Example */
/**
 * @typedef {object} Result what a rehearsal found, as the API answers it
 * @property {string} policy
 * @property {string} from
 * @property {string} to
 * @property {number} matters
 * @property {number} concerned
 * @property {{ replayed: number, differing: number, failed: number, examples: string[] }} method
 * @property {({ rung: string, label: string } & Pair)[]} rungs
 * @property {Pair} people
 * @property {Pair} notices
 * @property {{ total: number, byRung: { rung: string, label: string, both: number, days: number }[] }} daysSaved
 * @property {Pair} overdueDays
 * @property {{ code: string, count: number }[]} unfitting
 * @property {Example[]} examples
 */

/** So many examples are printed; `--json` has them all. */
const EXAMPLES = 5;

/** The lines in which people read a rehearsal. @param {Result} result @returns {string[]} */
export function table(result) {
  const { policy, from, to, matters, concerned, daysSaved, unfitting } = result;
  const saved = new Map(daysSaved.byRung.map((row) => [row.rung, row]));
  return [
    `预演 ${policy}，${from} 至 ${to}：${matters.toString()} 件，其中 ${concerned.toString()} 件会有不同。`,
    methodLine(result.method, matters),
    '',
    line(['', '实际', '预演', '提前天数']),
    ...result.rungs.map(({ rung, label, before, after }) =>
      line([label, before.toString(), after.toString(), daysOf(saved.get(rung)?.days)]),
    ),
    line(['通知到的岗位', result.people.before.toString(), result.people.after.toString(), '']),
    line(['通知（人次）', result.notices.before.toString(), result.notices.after.toString(), '']),
    line(['逾期天数', result.overdueDays.before.toFixed(1), result.overdueDays.after.toFixed(1), '']),
    line(['合计提前', '', '', daysOf(daysSaved.total)]),
    '天数为日历天（24 小时），负数为推后；只比较两边都会发生的督办。',
    ...(unfitting.length === 0
      ? []
      : [`不再适用的办理：${unfitting.map(({ code, count }) => `${code} ${count.toString()} 次`).join('，')}。`]),
    ...exampleLines(result.examples),
  ];
}

/** @param {Result['method']} method @param {number} matters */
function methodLine({ replayed, differing, failed }, matters) {
  const unplayed = matters - replayed - failed;
  const same = `按原规则重放 ${replayed.toString()} 件，与台账不一致 ${differing.toString()} 件`;
  const imported = unplayed > 0 ? `；${unplayed.toString()} 件导入时已销号，不受影响` : '';
  return `${same}${imported}${failed > 0 ? `；${failed.toString()} 件按新规则无法推演` : ''}。`;
}

/** @param {readonly Example[]} examples */
function exampleLines(examples) {
  if (examples.length === 0) return [];
  /** @param {readonly Rung[]} rungs */
  const told = (rungs) => rungs.map(({ label, at }) => `${label} ${at.slice(5, 10)}`).join('、') || '无';
  const shown = examples
    .slice(0, EXAMPLES)
    .flatMap(({ number, title, before, after }) => [
      `${number} ${title}`,
      `  实际：${told(before)}`,
      `  预演：${told(after)}`,
    ]);
  return ['', '差异最大的事项：', ...shown];
}

/** @param {number | undefined} days */
function daysOf(days) {
  return days === undefined ? '' : days.toFixed(1);
}

/** A line of columns; a Chinese character is as wide as two others. @param {readonly string[]} cells */
function line(cells) {
  return cells
    .map((cell, i) => {
      const wide = [...cell].reduce((width, sign) => width + (/[\u2e80-\uffef]/.test(sign) ? 2 : 1), 0);
      const room = ' '.repeat(Math.max(0, (i === 0 ? 20 : 12) - wide));
      return i === 0 ? cell + room : room + cell;
    })
    .join('')
    .trimEnd();
}
