import {
  APPLY,
  CALENDAR_DRAFT,
  CALENDAR_IMPORT,
  POLICY_BASED,
  POLICY_DRAFT,
  POLICY_PATCH,
  PUBLISH,
  SPECIAL_PERIOD,
} from '../bodies/registers.ts';
import { jsonBody, operationObject, PAGE, path, query, type Operation } from './operations.ts';

function shared(operation: Omit<Operation, 'tag'>): object {
  return operationObject({ tag: '公共', ...operation });
}

const YEAR = [path('year', '年份'), path('version', '版次')];
const POLICY = [path('kind', '事项种类，如 hazard'), path('policy', '规则，如 standard'), path('version', '版次')];
const ONE = '/v1/registers/policies/{kind}/{policy}/{version}';

const CALENDARS: Readonly<Record<string, object>> = {
  '/v1/registers/calendars': {
    get: shared({
      id: 'calendars',
      summary: '各年放假安排；coverage 以外的日期按周一至周五推算，期限为暂定',
      answers: { 200: { description: '一页，含 coverage {from, to}', schema: 'CalendarPage' } },
    }),
    post: shared({
      id: 'draftCalendar',
      summary: '拟一年的放假安排（已有草案则替换）',
      body: jsonBody(CALENDAR_DRAFT),
      answers: { 201: { description: '草案', schema: 'CalendarVersion' } },
    }),
  },
  '/v1/registers/calendars/import': {
    post: shared({
      id: 'importCalendar',
      summary: '以“日期,类型（休/班）”的表格拟一年的放假安排',
      description: '也可以 text/csv 提交，年份、文号、发布日期放在查询参数 year、source、publishedOn 中。',
      parameters: ['year', 'source', 'publishedOn'].map((name) => query(name, '仅用于 text/csv')),
      body: jsonBody(CALENDAR_IMPORT),
      answers: { 201: { description: '草案', schema: 'CalendarVersion' } },
    }),
  },
  '/v1/registers/calendars/{year}/{version}/effect': {
    get: shared({
      id: 'calendarEffect',
      summary: '试算：发布后在办事项的期限会有什么变化（不作任何改动）',
      parameters: YEAR,
      answers: { 200: { description: '件数，会变的前 200 件的下一级督办和期限', schema: 'Effect' } },
    }),
  },
  '/v1/registers/calendars/{year}/{version}/publish': {
    post: shared({
      id: 'publishCalendar',
      summary: '发布放假安排（须由拟稿人以外的安委办主任或县领导）',
      description: '发布后不再更改，并据此修订有关在办事项的期限，进度见 revision。',
      parameters: YEAR,
      body: jsonBody(PUBLISH),
      answers: { 200: { description: '已发布的版本，含 revision', schema: 'CalendarVersion' } },
    }),
  },
};

const POLICIES: Readonly<Record<string, object>> = {
  '/v1/registers/policies': {
    get: shared({
      id: 'policies',
      summary: '各类事项的办理规则，各版均在内；草案只给可以拟稿、发布的人看',
      parameters: PAGE,
      answers: { 200: { description: '一页', schema: 'PolicyList' } },
    }),
    post: shared({
      id: 'draftPolicy',
      summary: '拟办理规则的下一版：全文，或在某一版上修改',
      body: jsonBody({ anyOf: [POLICY_DRAFT, POLICY_BASED] }),
      answers: { 201: { description: '草案', schema: 'PolicyVersion' } },
    }),
  },
  [ONE]: {
    get: shared({
      id: 'policy',
      summary: '查看一版办理规则',
      parameters: POLICY,
      answers: { 200: { description: '规则与变更记录', schema: 'RegisterEntryWithVersions' } },
    }),
    patch: shared({
      id: 'changePolicyDraft',
      summary: '修改办理规则草案',
      parameters: POLICY,
      body: jsonBody(POLICY_PATCH),
      answers: { 200: { description: '草案', schema: 'PolicyVersion' } },
    }),
  },
  [`${ONE}/publish`]: {
    post: shared({
      id: 'publishPolicy',
      summary: '发布办理规则（须由拟稿人以外的安委办主任或县领导）',
      description: '只适用于此后登记的事项；在办事项须另行适用。',
      parameters: POLICY,
      body: jsonBody(PUBLISH),
      answers: { 200: { description: '已发布的版本', schema: 'PolicyVersion' } },
    }),
  },
  [`${ONE}/effect`]: {
    get: shared({
      id: 'policyEffect',
      summary: '试算：适用于在办事项会有什么变化（不作任何改动）',
      parameters: POLICY,
      answers: { 200: { description: '件数，会变的前 200 件的下一级督办和期限', schema: 'Effect' } },
    }),
  },
  [`${ONE}/apply`]: {
    post: shared({
      id: 'applyPolicy',
      summary: '将已生效的版本适用于在办事项',
      parameters: POLICY,
      body: jsonBody(APPLY),
      answers: { 202: { description: '修订已开始，见 Location', schema: 'Revision' } },
    }),
  },
};

/** Calendars, policies, special periods, and what revises running matters by them. */
export const REGISTER_PATHS: Readonly<Record<string, object>> = {
  ...CALENDARS,
  ...POLICIES,
  '/v1/registers/special-periods': {
    get: shared({
      id: 'specialPeriods',
      summary: '特殊时段，含已撤销的',
      parameters: PAGE,
      answers: { 200: { description: '一页', schema: 'SpecialPeriodList' } },
    }),
    post: shared({
      id: 'addSpecialPeriod',
      summary: '登记特殊时段',
      description: '适用于此后登记的事项；在办事项随规则修订适用。',
      body: jsonBody(SPECIAL_PERIOD),
      answers: { 201: { description: '特殊时段', schema: 'Entered' } },
    }),
  },
  '/v1/registers/special-periods/{id}/revoke': {
    post: shared({
      id: 'revokeSpecialPeriod',
      summary: '撤销特殊时段',
      parameters: [path('id', '特殊时段编码')],
      body: jsonBody(PUBLISH),
      answers: { 200: { description: '已撤销', schema: 'Entered' } },
    }),
  },
  '/v1/revisions': {
    get: shared({
      id: 'revisions',
      summary: '历次在办事项修订的进度，新的在前',
      parameters: [
        query('subject', '只要这一版日历或规则的，如 2027/1、hazard/standard/3'),
        query('limit', '条数', { type: 'integer', minimum: 1, maximum: 50 }),
      ],
      answers: { 200: { description: '各次修订', schema: 'RevisionList' } },
    }),
  },
  '/v1/revisions/{id}': {
    get: shared({
      id: 'revision',
      summary: '在办事项修订的进度',
      parameters: [path('id', '修订编码')],
      answers: { 200: { description: '总数、已修订、被拒、等待及被拒的事项', schema: 'Revision' } },
    }),
  },
};
