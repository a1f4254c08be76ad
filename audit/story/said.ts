/** Words that people put into an event, by the names of its fields, in the order in which they are told. */
const WORDS: Readonly<Record<string, string>> = {
  description: '描述',
  text: '内容',
  done: '整改情况',
  summary: '小结',
  parts: '方案',
  severity: '等级',
  reason: '理由',
  explanation: '说明',
  controls: '管控措施',
  result: '结果',
  note: '意见',
  opinionNumber: '意见书文号',
  opinion: '意见书',
  refusalNote: '拒签说明',
  decisionNumber: '决定文号',
  closeoutNumber: '销号文号',
  document: '文书',
  masterNumber: '并入',
  parentNumber: '移送自',
  percent: '进度（%）',
  funds: '资金（元）',
};

const CODES: Readonly<Record<string, string>> = {
  major: '重大隐患',
  general: '一般隐患',
  passed: '合格',
  failed: '不合格',
};

/** What the rules froze or reckoned: nobody said it. */
const RECKONED = new Set(['opening', 'chain', 'chains', 'terms', 'step', 'due', 'assured']);

/** What was said in an event, in one line with how many files it cites; null where nothing was. Codes without words are left out. */
export function saidIn(data: unknown): string | null {
  const said = new Map<string, Set<string>>();
  const files = new Set<string>();
  gather(data, '', said, files);
  const words = Object.entries(WORDS).flatMap(([field, label]) => {
    const texts = [...(said.get(field) ?? [])];
    return texts.length === 0 ? [] : [`${label}：${texts.join('；')}`];
  });
  const told = [...words, ...(files.size === 0 ? [] : [`引用文件 ${files.size.toString()} 份`])];
  return told.length === 0 ? null : told.join('　');
}

function gather(value: unknown, field: string, said: Map<string, Set<string>>, files: Set<string>): void {
  if (Array.isArray(value)) {
    for (const each of value)
      if (field === 'evidence') files.add(String(each));
      else gather(each, field, said, files);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value))
      if (!RECKONED.has(name)) gather(inner, field === 'parts' ? field : name, said, files);
  } else {
    const text = wordsOf(value);
    if (field in WORDS && text !== null) said.set(field, (said.get(field) ?? new Set()).add(text));
  }
}

/** On one line. What is kept apart stands in the event as a hash only. */
function wordsOf(value: unknown): string | null {
  if (typeof value === 'number') return value.toString();
  if (typeof value !== 'string' || value.trim() === '') return null;
  if (value.startsWith('sealed:')) return '（另行密存）';
  if (value in CODES) return CODES[value] ?? null;
  return /^[a-z][A-Za-z]*$/.test(value) ? null : value.trim().replace(/\s+/g, ' ');
}
