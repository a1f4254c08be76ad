import {
  ENTERPRISE_CHANGE_SCHEMA,
  ENTERPRISE_SCHEMA,
  JURISDICTION_END_SCHEMA,
  JURISDICTION_SCHEMA,
  RESPONSIBILITY_END_SCHEMA,
  RESPONSIBILITY_SCHEMA,
} from '../bodies/supervision.ts';
import { KEY } from './entry-paths.ts';
import { jsonBody, operationObject, PAGE, path, query, type Operation } from './operations.ts';

function shared(operation: Omit<Operation, 'tag'>): object {
  return operationObject({ tag: '公共', ...operation });
}

/** By whom an example is tried; it concerns no matter. */
function tried(account: string): NonNullable<Operation['extra']> {
  return { 'x-demo': { matter: '', account } };
}

const JURISDICTION: Readonly<Record<string, object>> = {
  '/v1/jurisdiction': {
    get: shared({
      id: 'jurisdiction',
      summary: '一个行业领域由谁监管：直接、综合、属地，及牵头单位',
      description: 'lead 为承担直接监管最久的单位；没有直接监管单位时 gap 为 true，由安委办承接。',
      parameters: [query('sector', '行业领域'), query('region', '乡镇编码')],
      answers: {
        200: { description: '{sector, direct, comprehensive, territorial, lead, gap}', schema: 'SectorSupervisors' },
      },
    }),
  },
  '/v1/jurisdiction/matrix': {
    get: shared({
      id: 'jurisdictionMatrix',
      summary: '监管职责矩阵：行业领域与单位，及监管空白',
      answers: { 200: { description: '{items, gaps}', schema: 'JurisdictionMatrix' } },
    }),
  },
  '/v1/registers/jurisdictions': {
    get: shared({
      id: 'jurisdictions',
      summary: '监管职责名录',
      parameters: PAGE,
      answers: { 200: { description: '一页', schema: 'JurisdictionList' } },
    }),
    post: shared({
      id: 'beginJurisdiction',
      summary: '登记监管职责（安委办主任、县领导）；可以交叉',
      body: jsonBody(JURISDICTION_SCHEMA, {
        sector: '燃气',
        unit: 'u-shichang',
        kind: 'comprehensive',
        basis: '县安委会第三次全体会议纪要',
        validFrom: '{today}',
      }),
      answers: { 201: { description: '已登记', schema: 'Jurisdiction' } },
      extra: tried('anweiban-zr'),
    }),
  },
  '/v1/registers/jurisdictions/end': {
    post: shared({
      id: 'endJurisdiction',
      summary: '终止监管职责；最后一个直接监管单位终止须注明由安委办承接',
      body: jsonBody(JURISDICTION_END_SCHEMA, {
        sector: '寄递',
        unit: 'u-youzheng',
        kind: 'direct',
        validTo: '{today}',
        fallsToOffice: true,
        reason: '机构改革，职责划转',
      }),
      refuses: [404],
      answers: { 200: { description: '已变更', schema: 'Jurisdiction' } },
      extra: tried('anweiban-zr'),
    }),
  },
};

const CHAIN: Readonly<Record<string, object>> = {
  '/v1/responsibility': {
    get: shared({
      id: 'responsibility',
      summary: '责任链：三类责任人的覆盖率和断档',
      parameters: [
        query('cursor', '上一页的 gaps.next'),
        query('limit', '断档企业数', { type: 'integer', minimum: 1, maximum: 500 }),
      ],
      answers: {
        200: {
          description: '{enterprises, covered, rate, byTownship, bySector, gaps: {items, next}}',
          schema: 'Responsibility',
        },
      },
    }),
  },
  '/v1/registers/responsibilities': {
    post: shared({
      id: 'nameResponsible',
      summary: '登记责任人，前任至前一日止；登记有误的当日可以更正',
      body: jsonBody(RESPONSIBILITY_SCHEMA, {
        enterprise: 'u-qiye01',
        duty: 'supervisor',
        person: 'per-yingji-2',
        validFrom: '{today}',
        reason: '分工调整',
      }),
      answers: { 201: { description: '已登记', schema: 'NamedResponsible' } },
      extra: tried('yingji-fg'),
    }),
  },
  '/v1/registers/responsibilities/end': {
    post: shared({
      id: 'endResponsibility',
      summary: '责任人截止',
      body: jsonBody(RESPONSIBILITY_END_SCHEMA, {
        enterprise: 'u-qiye02',
        duty: 'leader',
        validTo: '{today}',
        reason: '调离',
      }),
      refuses: [404],
      answers: { 200: { description: '已变更', schema: 'NamedResponsible' } },
      extra: tried('anweiban'),
    }),
  },
};

/** Who supervises which sector, enterprises, and who answers for each. */
export const RESPONSIBILITY_PATHS: Readonly<Record<string, object>> = {
  ...JURISDICTION,
  ...CHAIN,
  '/v1/registers/enterprises': {
    get: shared({
      id: 'enterprises',
      summary: '企业名录',
      parameters: PAGE,
      answers: { 200: { description: '一页', schema: 'RegisterPage' } },
    }),
    post: shared({
      id: 'enterEnterprise',
      summary: '登记企业（安委办、系统管理员，乡镇、监管部门分管以上负责人）',
      parameters: [KEY],
      body: jsonBody(ENTERPRISE_SCHEMA, {
        name: '云岭新源储能有限公司',
        region: 'u-gongye',
        sector: '电力',
        regulator: 'u-nengyuan',
        validFrom: '{today}',
        reason: '新投产',
      }),
      answers: { 201: { description: '已登记', schema: 'Entered' } },
      extra: tried('anweiban'),
    }),
  },
  '/v1/registers/enterprises/{id}': {
    get: shared({
      id: 'enterprise',
      summary: '企业、变更记录及三个责任人',
      parameters: [path('id', '企业编码')],
      answers: { 200: { description: '企业；people 只给可以查阅人员的人', schema: 'EnterpriseEntry' } },
    }),
    patch: shared({
      id: 'changeEnterprise',
      summary: '变更企业信息',
      parameters: [path('id', '企业编码')],
      body: jsonBody(ENTERPRISE_CHANGE_SCHEMA),
      answers: { 200: { description: '已变更', schema: 'Entered' } },
    }),
  },
};
