import type { DocumentName } from './papers.ts';

/** What people read for each paper. */
export const PAPER_WORDS: Readonly<Record<DocumentName, string>> = {
  inspectionRecord: '现场检查记录',
  rectifyOrder: '责令限期整改指令书',
  onSiteDecision: '现场处理措施决定书',
  notice: '整改通知书',
  assignmentSlip: '交办单',
  planOpinion: '整改方案审查意见',
  extensionForm: '延期审批表',
  recheckOpinion: '整改复查意见书',
  onTheSpotRecord: '当场整改记录',
  closeoutApproval: '销号审批表',
  warnNotice: '提示函',
  urgeNotice: '催办通知书',
  superviseLetter: '督办函',
  listLetter: '挂牌督办通知书',
  focusLetter: '重点督办通知书',
  listingNotice: '挂牌督办公告',
  delistingNotice: '解除挂牌公告',
  talkLetter: '约谈通知书',
  talkMinutes: '约谈纪要',
  circulateLetter: '通报',
  referLetter: '问责移送书',
  superviseDraft: '督办函（拟稿）',
  listDraft: '挂牌督办通知书（拟稿）',
  talkDraft: '约谈通知书（拟稿）',
  circulateDraft: '通报（拟稿）',
  referDraft: '问责移送书（拟稿）',
  transferLetter: '移送函',
  serviceReceipt: '送达回证',
  controlDecision: '现场处理措施决定书（强制措施）',
  supplyCutNotice: '停供通知书',
  resumptionOpinion: '恢复审查意见书',
  stayDecision: '中止计时决定书',
  caseFile: '案件卷宗',
  clueTransferLetter: '问题线索移送函',
};

/** How far a paper has come. */
export const PAPER_STATES = {
  asked: '待制作',
  drawn: '待签发',
  issued: '已签发',
  served: '已送达',
  lapsed: '已失效',
  outside: '系统外文书',
} as const;
