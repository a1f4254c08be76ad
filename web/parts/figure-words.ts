/** The figures of the statistics, as lists that hold what one counts name them (`countedAs`). */
export const FIGURE_WORDS = {
  found: '发现（移送的只计一次）',
  major: '重大（不计不属实、合并和移送的）',
  open: '在办',
  overdue: '在办且超期',
  closed: '已销号',
  closedIn30: '30日内销号',
  closedIn60: '31至60日销号',
  closedIn90: '61至90日销号',
  closedLater: '90日以上销号',
  rectified: '销号且在本系统整改',
  closedOnTime: '按期整改并销号',
  rechecked: '经过复查',
  firstPass: '一次复查通过',
} as const;

/** One of these. */
export type FigureName = keyof typeof FIGURE_WORDS;
