import { refuse, type Refusal } from '../kernel/refusal.ts';

/** Every reason for which a hazard's rules say no, beside the shared ones, with what people are told. */
export const REFUSALS = {
  UnknownUnit: '所列单位不在登记册中，请先登记或核对。',
  NoJurisdiction: '所列单位不具备该事项的监管职责：须为有关部门、安委办或属地乡镇，且不是被查单位本身。',
  NotATownship: '所属乡镇须填乡镇（街道、园区）。',
  UnknownPerson: '所列人员不在登记册中，请核对人员。',
  ItemsMissing: '须逐条填写全部未通过的隐患内容，不得遗漏、重复或增加。',
  EvidenceMissing: '须附佐证材料。',
  ReasonMissing: '须写明理由。',
  LinkNotYours: '举报编号、移送来源和原编号由系统填写。',
  RecurrenceNotHazard: '复发所指事项须是登记册中的隐患。',
  FoundInFuture: '发现日期不能晚于今天。',
  DueBeforeFound: '整改期限不能早于发现日期。',
  DayInFuture: '日期不能晚于今天，也不能早于发现日期。',
  RejectionPending: '已提出不属实意见，须先由第二人审定。',
  NoRejectionPending: '当前没有待审定的不属实意见。',
  ApproverIsProposer: '提出不属实意见的人不得自行审定。',
  VerifierAlreadyJudged: '申诉后须由另外的人员核实，曾提出或审定不属实的人员回避。',
  AppealWindowOver: '申诉期已过，不属实结论已生效。',
  MergeIntoSelf: '不能并入自身。',
  MasterUnknown: '主办事项不在登记册中，或不是隐患，不能并入。',
  MasterNotOpen: '主办事项已经办结、移送或并案，不能并入，请并入在办事项。',
  MasterNumberDiffers: '主办事项编号与登记册不符，请核对。',
  MasterElsewhere: '主办事项须属同一乡镇和同一监管单位；监管单位不同的，由安委办合并。',
  TransferPending: '移送尚待对方答复，期间不能办理该操作。',
  NoTransferPending: '当前没有待答复的移送。',
  TransferToSelf: '不能移送给本单位。',
  ReceiptMissing: '移送登记册以外的单位，须附对方接收凭证。',
  NotReceiver: '移送须由接收单位答复；登记册以外的单位由移送单位或安委办凭证登记。',
  ReferralPending: '问责移送意见尚待决定，不能结束该事项。',
  GradeUndecided: '定级意见尚待确认，不能交办。',
  NotGraded: '尚未定级，不能交办。',
  UnknownClause: '所列判定条款不在登记册中或已失效，请核对。',
  ClauseMissing: '定为重大事故隐患，须载明判定标准中属于重大的条款。',
  ClauseIsMajor: '所列条款属于重大事故隐患判定标准，不能据以定为一般隐患。',
  GradeUnchanged: '与现有级别相同，无须重新定级。',
  GradeDeciderIsProposer: '提出定级意见的人不得自行确认。',
  LimitTooLong: '期限超出规定的上限。',
  LimitNotPositive: '期限须为正整数。',
  DueInPast: '按该日期计算，整改期限已过，请核对文书日期和期限。',
  TwoOfficersNeeded: '该文书须由两名以上执法人员具名。',
  OfficerNotCertified: '具名人员中有人没有有效执法证件。',
  NoEnforcementOrder: '乡镇、安委办交办或由政府单位整改的，不使用执法文书，请用整改通知书或交办单。',
  RemediesMissing: '执法文书须写明救济途径。',
  AlreadyServed: '该文书已登记送达。',
  ServiceNotWitnessed: '拒签或留置送达须写明见证人并附证据。',
  ServiceNotConfirmed: '电子送达须附受送达人签名的确认书。',
  ServedBeforeOrder: '送达日期不能早于文书日期。',
  AlreadyReturned: '只能退回一次，安委办已裁定，请签收办理。',
  AwaitingAdjudication: '已退回，待安委办裁定。',
  NothingToAdjudicate: '当前没有待裁定的争议。',
  AdjudicationUnitMissing: '改由其他单位办理的，须写明单位。',
  AdjudicationNotHere: '该裁定只适用于移送争议。',
  NotAssignedYet: '尚未交办，没有整改单位可改派。',
  OnlyOfficeReassigns: '改派监管责任单位由安委办办理。',
  SameUnit: '与现承办单位相同，无须改派。',
  TooLateToReassign: '已进入复查，不能改派整改单位。',
  PlanAwaitsReview: '方案已提交，正在审查。',
  NoPlanToDecide: '当前没有待审查的方案。',
  PlanPartMissing: '方案六部分须全部填写。',
  FiveNotAssured: '五落实（责任、措施、资金、时限、预案）未全部落实，不能批准。',
  PlanReviewerIsAuthor: '编制方案的人不得审查本方案。',
  ExtensionTooEarly: '延期申请须在整改期限届满前规定日数内提出。',
  ExtensionPending: '已有延期申请待决定。',
  ExtensionsUsedUp: '延期次数已用完。',
  ExtensionsTooLong: '累计延期不得超过原期限。',
  NoExtensionInSpecialPeriod: '特殊时段内不予延期。',
  ControlsMissing: '以客观原因申请延期的，须写明期间的监控措施。',
  DeciderIsApplicant: '申请延期的人不得自行决定。',
  AssistDone: '本单位的协办事项已完成。',
  AssistsOutstanding: '协办单位尚未全部完成，不能提交整改。',
  AlreadySubmitted: '整改已提交，待复查。',
  OfficersTooFew: '复查人员不足：一般隐患至少两人，重大隐患至少三人。',
  OfficerNotOfAuthority: '具名人员须为监管部门、乡镇、安委办、督导组人员或专家，生产经营单位人员不得担任。',
  OfficersNotOfOneUnit: '具名人员中须有两人以上来自承办单位，或来自接管、交叉复查的同一单位。',
  ActorNotAmongOfficers: '提交人须在具名人员之中。',
  ExpertMissing: '重大隐患复查须有专家参加。',
  RecheckerIsRectifier: '参加整改的人员不得参加复查。',
  SiteVisitMissing: '重大隐患须到现场复查，不能以书面代替。',
  SignatureMissing: '须有被检查单位签名；拒签的须注明情况。',
  CrossRecheckNeeded: '安委办已接管复查，须由其他单位人员交叉复查。',
  ListingUndecided: '重大隐患的挂牌督办意见尚待决定，不能销号，请先签发或说明不予签发的理由。',
  CloserIsRechecker: '参加复查的人员不得审批销号。',
  CloserIsRectifier: '参加整改的人员不得审批销号。',
  LookerIsRechecker: '参加过复查的人员不得回头看。',
  LookerIsRectifier: '参加过整改的人员不得回头看。',
  MajorNotOnTheSpot: '重大隐患不适用当场整改销号。',
  OfficerIsRectifier: '当场复查人员不得是整改人员。',
  RectifierMissing: '须写明整改人员。',
  NoSuchProposal: '当前没有待签发的该级督办意见。',
  NotYourTurn: '该意见尚未轮到您签发。',
  NoReplyOwed: '该级督办没有待回复的要求。',
  LevelNotLower: '只能降到低于现有的级别。',
  GroundNotMajor: '不作为情形只适用于重大隐患。',
  SameHolder: '该岗位正持有本事项，无须移交。',
  PostNotInUnit: '所列岗位不属于该单位。',
  ControlStands: '现场处理措施或停电停供尚未解除，不能办结；请先审查同意恢复。',
  NoControlStanding: '当前没有正在执行的现场处理措施。',
  NoResumptionPending: '当前没有待审查的恢复申请。',
  SupplyNotCut: '当前没有需要恢复的停电停供。',
  NotStayed: '当前未中止计时。',
  ClockStayed: '计时已中止，请先恢复计时。',
  NotListed: '该隐患未挂牌。',
  RevisionMissing: '修订须由系统按登记册中的规则提出。',
} as const;

/** The codes of a hazard's own refusals. */
export type HazardRefusalCode = keyof typeof REFUSALS;

/** The decision that says no. */
export interface Denied {
  readonly refusal: Refusal;
}

/** The refusal of the first check that is true, in the order given; null when none is. Every guard is such a row. */
export function denied(checks: Readonly<Partial<Record<HazardRefusalCode, boolean>>>): Denied | null {
  for (const [code, refused] of Object.entries(checks)) {
    if (refused && isCode(code)) return { refusal: refuse(code, REFUSALS[code]) };
  }
  return null;
}

function isCode(code: string): code is HazardRefusalCode {
  return code in REFUSALS;
}
