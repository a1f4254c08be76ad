import { refuse, type Refusal } from '../kernel/refusal.ts';

/** Every reason for which a tip's rules say no, beside the shared ones, with what people are told. */
export const REFUSALS = {
  TipIdMissing: '举报的封存编号由系统生成，不能由举报人填写，也不能缺少。',
  TipsterShown: '举报人不以本人账号留名：请通过匿名或实名举报入口提交，身份另行封存。',
  UnknownUnit: '所列单位不在登记册中，请先登记或核对。',
  NotATownship: '所属乡镇须填乡镇（街道、园区）。',
  FoundInFuture: '发现日期不能晚于今天。',
  UnitCannotVerify: '核查须由有关部门、乡镇（街道、园区）或安委办承担；瞒报谎报事故由县政府或有关部门核查。',
  UnitIsSubject: '被举报单位不得核查对本单位的举报。',
  ActorOfSubject: '您属于被举报单位，应当回避。',
  SubjectStays: '举报人写明的被举报单位不能改换；责任另有单位的，在核查结果中写明。',
  DuplicateUnknown: '最先的举报不在登记册中，或不是举报。',
  DuplicateOfItself: '不能认定为自身的重复举报。',
  DuplicateNotEarlier: '所指举报不早于本举报，不能作为最先的举报。',
  DuplicateElsewhere: '所指举报与本举报不是同一被举报单位；单位不明的，须在同一乡镇。',
  DuplicateNotValid: '所指举报不予受理、未查实或本身是重复举报，请指向最先的有效举报。',
  DuplicateDiffers: '同意认定重复举报的，须再次指明同一件最先的举报。',
  DismissalPending: '已有不予受理、转交或重复认定的意见待审批。',
  NoDismissalPending: '当前没有待审批的不予受理、转交或重复认定的意见。',
  HandedMissing: '不属本县职责范围的，须转交有权处理的机关并附回执。',
  HandedNeedless: '只有不属本县职责范围的举报才转交县外机关。',
  NotOutside: '转交的对象须为登记册中的县外机关。',
  TownshipElsewhere: '乡镇（街道、园区）只核查本辖区的举报，请先注明所属乡镇。',
  ReturnedBefore: '该举报已退回过一次，不能再退回。',
  UnitReturned: '该单位已退回本举报，请改派其他单位。',
  UnknownPerson: '所列人员不在登记册中，请核对人员。',
  OfficersTooFew: '核查须由规定人数以上的不同人员进行。',
  OfficerOfSubject: '被举报单位的人员不得参加核查。',
  OfficerNotOfAuthority: '核查人员须为监管部门、乡镇、安委办、督导组人员或专家。',
  EvidenceMissing: '须附佐证材料。',
  FindingMissing: '举报的隐患属实的，须写明隐患情况，以便立案整改。',
  FindingNotTrue: '核查不属实或无法核实的，不能转为隐患。',
  ItemsMissing: '须逐条填写发现的问题。',
  NoJurisdiction: '所列监管单位不具备该隐患的监管职责：须为有关部门、安委办或属地乡镇，且不是被举报单位本身。',
  ConcealedMissing: '瞒报谎报事故属实的，须写明事故等级和瞒报谎报的死亡人数。',
  ConcealedElsewhere: '只有属实的瞒报谎报事故举报才填写死亡人数。',
  MoreTimePending: '已有延长申请待决定。',
  MoreTimeUsed: '答复期限只能延长一次。',
  MoreTimeTooLate: '延长申请须在答复期限届满前提出。',
  AlreadyAnswered: '已作阶段性答复，无须延长期限。',
  NoMoreTimePending: '当前没有待决定的延长申请。',
  DeciderIsApplicant: '申请延长的人不得自行决定。',
  DeciderNotSuperior: '延长期限由办理岗位的上级决定。',
  MoreTimePast: '延长后的期限也已届满，不能再同意延长。',
  HazardStillOpen: '转办的隐患尚未办结，请先作阶段性答复，办结后再作最终答复。',
  WithoutHazardNeedless: '只有转办的隐患没有结果而又没有隐患在办时，才在最终答复中说明其理由。',
  OnlyDirectorWithoutHazard: '没有隐患办理结果的最终答复，由安委办主任或县领导作出。',
  InterimOnlyWhileHandled: '只有转办的隐患尚未办结时，才作阶段性答复。',
  NoRewardDue: '该举报未核查属实，或是重复举报，不发放奖励。',
  RewardDecided: '奖励已经决定，不能重复办理。',
  PenaltyTwice: '该处罚决定已经登记；登记有误的，请注明更正的文号和理由。',
  PenaltyUnknown: '所更正的处罚决定没有登记。',
  NoneProposed: '提出的是不予奖励的意见，不能决定奖励；不同意的，请退回重新提出。',
  DayInFuture: '日期不能晚于今天。',
  PenaltyMissing: '没有可据以计算奖励的处罚决定，请先登记处罚，或说明不予奖励的理由。',
  ReasonMissing: '须写明理由。',
  DeciderIsProposer: '提出奖励意见的人不得自行审批。',
  DeciderIsVerifier: '参加核查的人员不得审批该举报的奖励。',
  NotLinked: '告知来自与本举报无关的事项。',
  SameHolder: '该岗位正持有本举报，无须移交。',
  SeatIsSubject: '被举报单位的岗位不能承办本举报。',
  NotASeatOfTheTip: '本举报只能由核查单位、安委办或县领导承办。',
  RevisionMissing: '修订须由系统按登记册中的规则提出。',
  PolicyDiffers: '正式规则与演练规则不能互换。',
  TermsUnchanged: '适用的规则和日历没有变化，无须修订。',
} as const;

/** The codes of a tip's own refusals. */
export type TipRefusalCode = keyof typeof REFUSALS;

/** The decision that says no. */
export interface Denied {
  readonly refusal: Refusal;
}

/** The refusal of the first check that is true, in the order given; null when none is. Every guard is such a row. */
export function denied(checks: Readonly<Partial<Record<TipRefusalCode, boolean>>>): Denied | null {
  for (const [code, refused] of Object.entries(checks)) {
    if (refused && isCode(code)) return { refusal: refuse(code, REFUSALS[code]) };
  }
  return null;
}

function isCode(code: string): code is TipRefusalCode {
  return code in REFUSALS;
}
