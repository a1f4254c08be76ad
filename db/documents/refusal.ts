import { refuse, type Refusal } from '../../workflows/kernel/refusal.ts';

/** Why a document cannot be signed, issued, served or drawn again; in Chinese, for whoever tried. */
export const DOCUMENT_REFUSALS = {
  UnknownDocument: '没有这份文书',
  DocumentNotDrawn: '文书尚未制作完成',
  DocumentLapsed: '文书已作废',
  DocumentReplaced: '文书已由新的整改文书替代，不再送达',
  DocumentIssued: '文书已签发，不能再改动或签名',
  DocumentNotIssued: '文书尚未签发，不能送达',
  DocumentAlreadyServed: '文书已送达',
  DocumentBeingDrawn: '文书正在制作，请稍候',
  NotThisEdition: '文书已有新的版本：所附哈希值不是当前版本的，请重新阅看后再签',
  NotSigned: '署名的执法人员尚未全部签名，或者当事人既未签名也未记录拒签',
  NoSuchSignature: '这种文书不需要此类签名',
  NotNamedOfficer: '您不是该文书署名的执法人员，只有署名的本人可以签名',
  AlreadySigned: '该签名栏已签',
  SignatureMissing: '须附签名图片；当事人拒签的，须写明情况，不附图片',
  SignerUnnamed: '须写明签名人姓名',
  NotTheIssuer: '只有制发单位分管负责人及以上人员可以签发',
  IssuerIsOfficer: '在文书上署名的执法人员不能签发同一文书（审签分离）',
  SignedAlready: '已有人签名，只有制发单位分管负责人及以上人员可以重新制作',
  NotTheUnit: '只有制发单位的人员和署名的执法人员可以办理',
  NoIssueNeeded: '这种文书不需要另行签发',
  NoServiceNeeded: '这种文书不需要送达',
  DayInFuture: '日期不能晚于今天',
  ServedBeforeIssue: '送达日期不能早于签发日期',
  ServiceNotWitnessed: '留置送达或拒收的，须有见证人并附影像资料',
  ServiceNotConfirmed: '直接送达须附签收的送达回证影像，电子送达须附签收确认，邮寄送达须附回执',
} as const satisfies Readonly<Record<string, string>>;

/** A code of `DOCUMENT_REFUSALS`. */
export type DocumentRefusalCode = keyof typeof DOCUMENT_REFUSALS;

/** What was asked of a document was done, or why not. */
export type DocumentAnswer<Done> = { readonly done: Done } | { readonly refusal: Refusal<DocumentRefusalCode> };

/** The refusal of a code. */
export function documentRefused(code: DocumentRefusalCode): { readonly refusal: Refusal<DocumentRefusalCode> } {
  return { refusal: refuse(code, DOCUMENT_REFUSALS[code]) };
}

/** The first of these conditions that holds, as a refusal; null when none does. */
export function documentDenied(checks: Readonly<Partial<Record<DocumentRefusalCode, boolean>>>) {
  for (const [code, refused] of Object.entries(checks))
    if (refused) return documentRefused(code as DocumentRefusalCode);
  return null;
}
