const WITNESSES: Readonly<Record<string, string>> = {
  history: '流程历史',
  ledger: '台账',
  projection: '现状',
  export: '证据包',
  archive: '归档的历史',
  evidence: '证据',
  command: '提交的内容',
  seal: '封签',
  trail: '操作记录',
  register: '名册',
  code: '规则代码',
};

/** What people call a record that bears witness. */
export function witnessName(name: string): string {
  return WITNESSES[name] ?? name;
}

/** 3分钟前: how long ago, from seconds. */
export function ageWords(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds).toString()}秒前`;
  if (seconds < 7_200) return `${Math.round(seconds / 60).toString()}分钟前`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600).toString()}小时前`;
  return `${Math.round(seconds / 86_400).toString()}天前`;
}
