import { TRAIL_TYPES } from '../../db/trail.ts';
import { fileBody, operationObject, path, query, type Operation } from './operations.ts';

const DAY = { type: 'string', format: 'date' };

function shared(operation: Omit<Operation, 'tag'>): object {
  return operationObject({ tag: '公共', ...operation });
}

const IMPORTS = {
  post: shared({
    id: 'import',
    summary: '导入隐患台账',
    parameters: [query('dryRun', '只检查，不登记', { type: 'boolean' })],
    body: fileBody('.xlsx 或 .csv 台账'),
    answers: {
      200: { description: '导入结果；有错误则一行也不导入', schema: 'Import' },
      202: { description: '仍在导入，见 Location', schema: 'Import' },
    },
  }),
};

const STATISTICS = {
  get: shared({
    id: 'statistics',
    summary: '排查治理统计',
    parameters: [
      query('from', '发现日期起', DAY),
      query('to', '发现日期止', DAY),
      query('region', '乡镇'),
      query('sector', '行业领域'),
      query('kind', '事项种类，缺省为隐患'),
    ],
    answers: { 200: { description: '发现、销号、在办、整改率、重大隐患及挂牌督办率等', schema: 'Statistics' } },
  }),
};

/** Every path that is not of one kind. */
export const OTHER_PATHS: Readonly<Record<string, object>> = {
  '/v1/kinds': {
    get: shared({
      id: 'kinds',
      summary: '各类事项的用语、状态、操作和督办阶梯',
      answers: { 200: { description: '各类事项', schema: 'Kinds' } },
    }),
  },
  '/v1/commands/{commandId}': {
    get: shared({
      id: 'commandOutcome',
      summary: '查询一条命令的结果',
      parameters: [path('commandId', '命令编码')],
      answers: { 200: { description: '结果', schema: 'CommandOutcome' } },
    }),
  },
  '/v1/imports': IMPORTS,
  '/v1/imports/{id}': {
    get: shared({
      id: 'importReport',
      summary: '查询一次导入',
      parameters: [path('id', '导入编码')],
      answers: { 200: { description: '导入结果', schema: 'Import' } },
    }),
  },
  '/v1/statistics': STATISTICS,
  '/v1/public/listings': {
    get: shared({
      id: 'publicListings',
      summary: '重大事故隐患挂牌督办公告',
      open: true,
      parameters: [
        query('cursor', '上一页的 next'),
        query('limit', '每页条数', { type: 'integer', minimum: 1, maximum: 200 }),
      ],
      answers: { 200: { description: '一页公告挂牌的隐患，含已解除的，新挂牌的在前', schema: 'PublicListingList' } },
    }),
  },
  '/v1/chain': {
    get: shared({
      id: 'chain',
      summary: '责任链是否断裂',
      answers: {
        200: { description: '在办、有人负责、按时唤醒的件数，断点，以及阶梯核查的最近结果（audit）', schema: 'Chain' },
      },
    }),
  },
  '/v1/archive': {
    get: shared({
      id: 'archive',
      summary: '流程历史是否都已存档',
      answers: {
        200: { description: '已结束、已存档、未存档的件数，最早一件的时间，保存期，告警和问题清单', schema: 'Archive' },
      },
    }),
  },
  '/v1/bundles': {
    get: shared({
      id: 'bundles',
      summary: '本系统运行过的规则代码包',
      answers: {
        200: {
          description: '代码包的 SHA-256（历史所记的 build）、版本、SDK、Node、锁文件的 SHA-256，新的在前',
          schema: 'BundleList',
        },
      },
    }),
  },
  '/v1/trail': {
    get: shared({
      id: 'trail',
      summary: '审计日志（审计员和系统管理员）',
      parameters: [
        query('type', '种类', { enum: [...TRAIL_TYPES] }),
        query('subject', '对象，如 hazard/<编码>、accounts/<用户名>'),
        query('actor', '人员编码'),
        query('from', '日期起', DAY),
        query('to', '日期止', DAY),
        query('cursor', '上一页的 next'),
        query('limit', '每页条数', { type: 'integer', minimum: 1, maximum: 500 }),
      ],
      answers: { 200: { description: '一页，新的在前；各条与前一条以哈希相连', schema: 'TrailPage' } },
    }),
  },
  '/v1/inbox': {
    get: shared({
      id: 'inbox',
      summary: '本岗位的通知',
      parameters: [
        query('cursor', '上一页的 next'),
        query('limit', '每页条数', { type: 'integer', minimum: 1, maximum: 200 }),
      ],
      answers: { 200: { description: '一页通知', schema: 'Inbox' } },
    }),
  },
  '/v1/inbox/{id}/read': {
    post: shared({
      id: 'readNotice',
      summary: '标为已读',
      parameters: [path('id', '通知编号')],
      answers: { 200: { description: '已读', schema: 'NoticeRead' } },
    }),
  },
  '/v1/evidence': {
    post: shared({
      id: 'addEvidence',
      summary: '上传佐证材料',
      body: fileBody('照片、PDF、视频、Office 文档或纯文本，最大 20 MB'),
      answers: { 201: { description: '以内容哈希为编码', schema: 'KeptEvidence' } },
    }),
  },
  '/v1/evidence/{id}': {
    get: shared({
      id: 'evidence',
      summary: '下载佐证材料',
      parameters: [path('id', '材料编码 sha256:…')],
      answers: { 200: { description: '文件内容', type: '*/*' } },
    }),
  },
  '/v1/registers': {
    get: shared({
      id: 'registers',
      summary: '有哪些名录',
      answers: { 200: { description: '名录名称', schema: 'RegisterNames' } },
    }),
  },
  '/v1/registers/{name}': {
    get: shared({
      id: 'register',
      summary: '查看名录',
      parameters: [
        path('name', '名录名称'),
        query('q', '名称中的文字'),
        query('cursor', '上一页的 next'),
        query('limit', '每页条数'),
      ],
      answers: { 200: { description: '一页', schema: 'RegisterPage' } },
    }),
  },
  '/v1/registers/{name}/{id}': {
    get: shared({
      id: 'registerEntry',
      summary: '查看名录中的一条及其各版本',
      parameters: [path('name', '名录名称'), path('id', '编码')],
      answers: { 200: { description: '条目与版本', schema: 'RegisterEntryWithVersions' } },
    }),
  },
  '/health/live': {
    get: shared({
      id: 'live',
      summary: '进程在运行',
      open: true,
      answers: { 200: { description: '在运行', schema: 'Live' } },
    }),
  },
  '/health/ready': {
    get: shared({
      id: 'ready',
      summary: '可以受理',
      open: true,
      answers: { 200: { description: '可以受理', schema: 'Ready' } },
    }),
  },
  '/health/auditor': {
    get: shared({
      id: 'auditorHeartbeat',
      summary: '阶梯核查的心跳',
      open: true,
      answers: {
        200: { description: '三分钟内核查过', schema: 'AuditorHealth' },
        503: { description: '三分钟内没有核查过' },
      },
    }),
  },
  '/health/archive': {
    get: shared({
      id: 'archiveHealth',
      summary: '历史存档是否正常',
      open: true,
      answers: {
        200: { description: '正常', schema: 'ArchiveHealth' },
        503: { description: '有历史将丢失或已丢失，或十五分钟内没有存档' },
      },
    }),
  },
  '/metrics': {
    get: shared({
      id: 'metrics',
      summary: '运行指标（Prometheus）',
      open: true,
      answers: { 200: { description: '指标', type: 'text/plain' } },
    }),
  },
};
