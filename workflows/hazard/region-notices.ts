import { CONTROL_WORDS, SUPPLY_WORDS } from './region-words.ts';

/** What people read for the codes in the regions' notices. */
export const REGION_CODES = { control: CONTROL_WORDS, supply: SUPPLY_WORDS };

/** Notices of interim control. */
export const CONTROL_NOTICES = {
  ControlImposed: {
    title: '已采取现场处理措施：{control}',
    text: '隐患 {number} 已对{target}采取{control}，期限 {until}。未经审查同意，不得恢复。',
  },
  ControlExtended: { title: '{control}已延长', text: '隐患 {number} 的{control}已依法延长至 {until}。' },
  ControlExpiring: {
    title: '{control}即将到期',
    text: '隐患 {number} 的{control}将于 {until} 到期，不会自动解除，请及时审查恢复、依法延长或改用其他措施。',
  },
  ControlExpired: {
    title: '{control}法定期限已届满',
    text: '隐患 {number} 的{control}已于 {until} 届满，仍在执行，请立即审查恢复、依法延长或改用其他措施。',
  },
  ResumptionRequested: {
    title: '恢复申请待审查',
    text: '隐患 {number} 已申请恢复生产经营，请于 {until} 前到现场审查并作出决定。',
  },
  ResumptionUndecided: {
    title: '恢复审查逾期',
    text: '隐患 {number} 的恢复申请至 {until} 未答复，不视为同意，措施继续执行，请督促作出决定。',
  },
  ResumptionConsented: { title: '同意恢复', text: '隐患 {number} 经审查同意恢复，现场处理措施已解除。' },
  ResumptionRefused: { title: '不同意恢复', text: '隐患 {number} 经审查不同意恢复，措施继续执行，整改后可再次申请。' },
  SupplyCutNoticed: { title: '{supply}通知', text: '隐患 {number} 将于 {effectiveAt} {supply}，请做好安全准备。' },
  SupplyCut: { title: '{supply}已执行', text: '隐患 {number} 已{supply}。' },
  SupplyRestored: { title: '恢复供应', text: '隐患 {number} 的{supply}已解除，恢复供应。' },
} as const;

/** Notices of the township's task. */
export const URGING_NOTICES = {
  TownshipTasked: {
    title: '请到现场督促整改',
    text: '隐患 {number} 已责令整改，请于 {until} 前到现场督促，并登记督促情况。',
  },
  UrgingRecorded: { title: '乡镇已督促', text: '隐患 {number} 属地乡镇（街道、园区）已到现场督促，情况见办理记录。' },
  UrgingMissed: { title: '逾期未督促', text: '隐患 {number} 属地应于 {until} 前到现场督促，逾期未登记，请落实。' },
  UrgingMissWithdrawn: {
    title: '逾期未督促已撤回',
    text: '隐患 {number} 在 {until} 前已督促或已报验，此前的逾期未督促记录撤回。',
  },
} as const;

/** Notices of stays, listings and new terms. */
export const LAWFUL_TIME_NOTICES = {
  ClockStayed: {
    title: '整改计时中止',
    text: '隐患 {number} 的整改期限自即日起中止，至 {until} 止；届时未重新确认的，自动恢复计时。',
  },
  StayConfirmed: { title: '继续中止计时', text: '隐患 {number} 的中止经重新确认，至 {until} 止。' },
  StayEnded: { title: '整改计时恢复', text: '隐患 {number} 恢复计时，整改期限为 {due}。' },
  Listed: { title: '已列入重点督办', text: '隐患 {number} 已列入县级督办清单。[公告期限 {publishBy}。]' },
  Delisted: { title: '已解除挂牌', text: '隐患 {number} 已从督办清单中移出。[公告期限 {publishBy}。]' },
  TermsRevised: {
    title: '办理期限重新计算',
    text: '隐患 {number} 的期限规则已修订，重新计算后的期限为 {due}，此前已发生的不受影响。',
  },
} as const;
