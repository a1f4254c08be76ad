/** @typedef {import('./public-api.mjs').PublicApi} PublicApi */
/** @typedef {import('./story.mjs').Story} Story */

const HEADINGS =
  '隐患编号,发现日期,隐患描述,隐患级别,责任单位,所属乡镇,监管部门,整改期限,整改状态,复查日期,复查人,销号日期';
const ROWS = 12;
const STILL_OPEN = 3;

/**
 * A small county ledger is imported: nine rows closed long ago, three still open.
 * @param {PublicApi} api
 * @param {Story} story
 */
export async function importLedger(api, story) {
  const content = ledger(new Date(), story.breaks('import'));
  const file = { content, name: '隐患台账.csv', type: 'text/csv' };
  story.say(`安委办导入县里的隐患台账，共 ${ROWS.toString()} 行`);
  const { status, body } = await api.upload('anweiban', '/v1/imports?dryRun=false', file);
  const { rows = 0, opened = 0, archived = 0, errors = [] } = body ?? {};
  story.say(`导入答复 ${status.toString()}：打开 ${String(opened)} 件，归档 ${String(archived)} 件`, {
    import: body?.id,
  });
  for (const error of errors.slice(0, 3))
    story.say(`　第 ${String(error.row)} 行 ${String(error.column)}：${String(error.message)}`);
  const counted = await api.get('anweiban', '/v1/statistics');
  const isWhole = rows === ROWS && opened === STILL_OPEN && archived === ROWS - STILL_OPEN && errors.length === 0;
  const isCounted = counted.found === ROWS && counted.open === STILL_OPEN;
  const seen = `统计：发现 ${String(counted.found)}，在办 ${String(counted.open)}，办结 ${String(counted.closed)}，办结率 ${String(counted.rate)}%`;
  story.keep('import', isWhole && isCounted, seen);
}

/**
 * @param {Date} today
 * @param {boolean} withError
 */
function ledger(today, withError) {
  const day = (/** @type {number} */ ago) => new Date(today.getTime() - ago * 86_400_000).toISOString().slice(0, 10);
  const lines = Array.from({ length: ROWS }, (_, i) => {
    const isOpen = i < STILL_OPEN;
    const found = withError && i === 5 ? '2026-02-30' : day(isOpen ? 5 : 60 + i);
    const end = isOpen ? ['整改中', '', '', ''] : ['已销号', day(40 + i), '复查组', day(39 + i)];
    const due = isOpen ? day(-20) : day(45 + i);
    const number = `YL-${(i + 1).toString().padStart(4, '0')}`;
    return [
      number,
      found,
      `${number} 号配电箱未接地`,
      '一般',
      '宏泰化工有限公司',
      '城关街道',
      '应急管理局',
      due,
      ...end,
    ].join(',');
  });
  return `云岭县隐患排查治理台账\n${HEADINGS}\n${lines.join('\n')}\n`;
}
