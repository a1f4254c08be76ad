/** Ids of stored evidence (`sha256:…`). */
export type Evidence = readonly string[];

/** Where a hazard was learned of (domain.md SS-02, SS-03, SS-11, SS-12, SS-22). */
export const SOURCES = [
  'inspection',
  'campaign',
  'selfReport',
  'safetyOfficer',
  'tip',
  'superiorFeedback',
  'expert',
  'patrol',
  'sensor',
  'transfer',
  'threeYearAction',
  'other',
] as const;
export type Source = (typeof SOURCES)[number];

/** How the inspection that found it was made: 四不两直, 联合, 夜查, 常规, 双随机, 复查 (SS-03). */
export const INSPECTION_MODES = ['unannounced', 'joint', 'night', 'routine', 'random', 'recheck'] as const;
export type InspectionMode = (typeof INSPECTION_MODES)[number];

/** 责令限期整改指令书, 现场处理措施决定书 (both of two certified officers), 整改通知书, 交办单 (the unit's seal). */
export const ORDER_TYPES = ['rectifyOrder', 'onSiteDecision', 'notice', 'assignmentSlip'] as const;
export type OrderType = (typeof ORDER_TYPES)[number];

/** 直接送达, 邮寄, 留置, 电子 (only with signed confirmation, 行政处罚法 §61), 拒签 (needs a witness and evidence). */
export const SERVICE_WAYS = ['direct', 'post', 'left', 'electronic', 'refused'] as const;
export type ServiceWay = (typeof SERVICE_WAYS)[number];

/** The six parts of a plan for a major hazard (Order 16 §15), each as text. */
export const PLAN_PARTS = ['goals', 'methods', 'funds', 'people', 'schedule', 'safety'] as const;
export type PlanPart = (typeof PLAN_PARTS)[number];

/** 五落实: 责任, 措施, 资金, 时限, 预案. */
export const FIVE_ASSURED = ['responsibility', 'measures', 'funds', 'deadline', 'contingency'] as const;
export type Assured = (typeof FIVE_ASSURED)[number];

/** 不可抗力, or 客观原因 with monitoring measures (§2.12 R3). */
export const EXTENSION_REASONS = ['forceMajeure', 'objective'] as const;
export type ExtensionReason = (typeof EXTENSION_REASONS)[number];
