/** What a problem code means: its HTTP status and its Chinese title. Codes are stable. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

/** Every code that the API itself answers with. Those of a kind's rules stand in its face. */
export const PROBLEMS = {
  InvalidBody: { status: 400, title: '请求内容不符合要求' },
  InvalidQuery: { status: 400, title: '查询参数不符合要求' },
  MalformedRequest: { status: 400, title: '请求格式有误' },
  InvalidText: { status: 400, title: '文字含有不能保存的字符' },
  IdempotencyKeyRequired: { status: 400, title: '缺少幂等键' },
  InvalidIdempotencyKey: { status: 400, title: '幂等键格式有误' },
  InvalidIfMatch: { status: 400, title: 'If-Match 格式有误' },
  NotSignedIn: { status: 401, title: '未登录或登录已失效' },
  WrongCredentials: { status: 401, title: '用户名或密码不正确' },
  Forbidden: { status: 403, title: '无权办理' },
  SessionRestricted: { status: 403, title: '须先完成账号设置' },
  NotFound: { status: 404, title: '没有找到' },
  UnknownCommand: { status: 404, title: '没有这项操作' },
  NothingToChange: { status: 409, title: '没有可变更的内容' },
  TooLarge: { status: 413, title: '内容过大' },
  UnsupportedMediaType: { status: 415, title: '不支持的内容类型' },
  KeyUsedForOther: { status: 422, title: '幂等键已用于其他内容' },
  DamagedFile: { status: 422, title: '文件已损坏' },
  UnknownUnit: { status: 422, title: '单位不在名录中' },
  UnknownPerson: { status: 422, title: '人员不在名录中' },
  UnknownPost: { status: 422, title: '岗位不在名录中' },
  UnknownClause: { status: 422, title: '判定条款不在清单中' },
  UnknownEvidence: { status: 422, title: '佐证材料未上传' },
  UnknownMatter: { status: 422, title: '关联事项不存在' },
  UnknownPolicy: { status: 422, title: '办理规则不在名录中' },
  CalendarUnfit: { status: 422, title: '日历不符合要求' },
  PolicyUnfit: { status: 422, title: '办理规则不符合要求' },
  PublisherIsDrafter: { status: 403, title: '拟稿人不能自行发布' },
  AlreadyPublished: { status: 409, title: '已发布的版本不能更改' },
  NotPublished: { status: 409, title: '尚未发布' },
  EffectiveInPast: { status: 422, title: '生效日期不能早于今天' },
  NotInForce: { status: 422, title: '尚未生效或已失效' },
  MatterNotConcerned: { status: 422, title: '事项不适用这一规则' },
  InvalidPeriod: { status: 422, title: '起止日期不成立' },
  LeaveOverlaps: { status: 409, title: '请假日期重叠' },
  DeputyUnfit: { status: 422, title: '代理岗位不符合要求' },
  OwnAppointment: { status: 403, title: '不能任命本人' },
  OwnCertificate: { status: 403, title: '不能登记本人的执法证件' },
  AdministratorsApart: { status: 422, title: '三员须由三人担任' },
  UnitUnfit: { status: 422, title: '单位信息不符合要求' },
  PostUnfit: { status: 422, title: '岗位信息不符合要求' },
  PersonUnfit: { status: 422, title: '人员信息不符合要求' },
  SamePerson: { status: 409, title: '同一自然人已登记' },
  IdTaken: { status: 409, title: '编码已被使用' },
  UnitInUse: { status: 409, title: '单位尚有事项、岗位或下级单位' },
  WorksElsewhere: { status: 422, title: '在其他单位任职' },
  KeyUnfit: { status: 422, title: '接口密钥不符合要求' },
  PolicyNotAllowed: { status: 422, title: '不能使用该办理规则' },
  TooManyRequests: { status: 429, title: '请求过于频繁' },
  Internal: { status: 500, title: '系统内部错误' },
  EngineAway: { status: 503, title: '流程引擎暂时不可用' },
  DatabaseAway: { status: 503, title: '数据库暂时不可用' },
  Overloaded: { status: 503, title: '系统繁忙' },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEMS;

/** The codes that all kinds' rules share; every other refusal of a rule is 422 unless its face says otherwise. */
export const SHARED_REFUSALS: Readonly<Record<string, ProblemKind>> = {
  NotHeardInStatus: { status: 409, title: '当前状态不受理该操作' },
  MatterEnded: { status: 409, title: '事项已办结' },
  NotYours: { status: 403, title: '不属于您的办理权限' },
  StaleVersion: { status: 412, title: '事项已被更新' },
  AlreadyOpened: { status: 422, title: '事项已登记' },
  NotOpened: { status: 422, title: '事项尚未登记' },
};
