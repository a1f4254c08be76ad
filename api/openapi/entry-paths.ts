import { PERSON_CHANGE, PERSON_ENTRY, POST_CHANGE, POST_ENTRY, UNIT_CHANGE, UNIT_ENTRY } from '../bodies/entries.ts';
import { jsonBody, operationObject, PAGE, path, query, type Operation } from './operations.ts';

function shared(operation: Omit<Operation, 'tag'>): object {
  return operationObject({ tag: '公共', ...operation });
}

const DEMO = { 'x-demo': { matter: '', account: 'anweiban-zr' } };
const ON = query('validOn', '在该日有效', { type: 'string', format: 'date' });
const HELD = [query('unit', '单位'), query('role', '角色'), ON];
/** With it the same request enters once. */
export const KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  description: '幂等键；同一键同一内容只登记一次，不给编码时编码由它而定',
  schema: { type: 'string', minLength: 1, maxLength: 64 },
};
const DONE = { 200: { description: '变更后的条目', schema: 'Entered' } };
const ENTERED = { 201: { description: '登记的条目', schema: 'Entered' } };

/** Units, posts and people: lists that can be narrowed, entering and changing. */
export const ENTRY_PATHS: Readonly<Record<string, object>> = {
  '/v1/registers/units': {
    get: shared({
      id: 'units',
      summary: '单位名录',
      parameters: [...PAGE, query('kind', '单位类别'), query('parent', '上级单位'), ON],
      answers: { 200: { description: '一页', schema: 'UnitList' } },
    }),
    post: shared({
      id: 'enterUnit',
      summary: '登记单位（安委办主任、系统管理员）',
      description:
        '乡镇（街道、园区）及其下级单位的所在地由系统填写；企业在企业名录（/v1/registers/enterprises）登记。机关代字（sign，十个以内汉字或字母）冠于文号之前，不填则用简称；与其他有效单位相同、或其他单位本年文号已经使用的，不能登记（SignTaken）。',
      parameters: [KEY],
      body: jsonBody(UNIT_ENTRY, {
        kind: 'department',
        name: '云岭县危险化学品登记站',
        shortName: '危化登记站',
        sign: '云危登',
        parent: 'u-yingji',
        sectors: ['危险化学品'],
        validFrom: '{today}',
        reason: '县委编办批复设立',
      }),
      answers: ENTERED,
      extra: DEMO,
    }),
  },
  '/v1/registers/units/{id}': {
    get: shared({
      id: 'unit',
      summary: '单位及变更记录',
      parameters: [path('id', '单位编码')],
      answers: { 200: { description: '单位', schema: 'UnitEntry' } },
    }),
    patch: shared({
      id: 'changeUnit',
      summary: '变更、撤销单位（安委办主任、系统管理员）',
      description: '届时尚有在办事项、有效岗位或有效下级单位的，不能撤销（UnitInUse，逐项计数）。单位类别不能变更。',
      parameters: [path('id', '单位编码')],
      body: jsonBody(UNIT_CHANGE, { shortName: '水利', reason: '规范简称' }),
      answers: DONE,
      extra: { 'x-demo': { matter: 'u-shuili', account: 'anweiban-zr' } },
    }),
  },
  '/v1/registers/posts': {
    get: shared({
      id: 'posts',
      summary: '岗位名录',
      parameters: [...PAGE, ...HELD],
      answers: { 200: { description: '一页，含现任人员', schema: 'RegisterPage' } },
    }),
    post: shared({
      id: 'enterPost',
      summary: '登记岗位（安委办主任、系统管理员）',
      description: '角色须与单位类别相符，层级须与角色相符，有效期不超出单位的有效期。',
      parameters: [KEY],
      body: jsonBody(POST_ENTRY, {
        unit: 'u-shuili',
        title: '水库安全管理岗',
        rank: 1,
        role: 'regulator',
        validFrom: '{today}',
        reason: '汛期增设',
      }),
      answers: ENTERED,
      extra: DEMO,
    }),
  },
  '/v1/registers/posts/{id}': {
    patch: shared({
      id: 'changePost',
      summary: '变更、撤销、恢复岗位（安委办主任、系统管理员）',
      description:
        '撤销后所持事项随即转出。任何人不能变更本人所任岗位的角色和层级；三员岗位由安委办主任变更，角色和层级不变。',
      parameters: [path('id', '岗位编码')],
      body: jsonBody(POST_CHANGE, { title: '水利局水库管理岗', reason: '规范名称' }),
      answers: DONE,
      extra: { 'x-demo': { matter: 'p-shuili-1', account: 'anweiban-zr' } },
    }),
  },
  '/v1/registers/people': {
    get: shared({
      id: 'people',
      summary: '人员名录',
      description: '电话和邮箱只给安委办、系统管理员和本人看。unit、role 按 validOn 当日（不给则今天）的任职。',
      parameters: [...PAGE, ...HELD],
      answers: { 200: { description: '一页，含现任岗位', schema: 'RegisterPage' } },
    }),
    post: shared({
      id: 'enterPerson',
      summary: '登记人员（安委办主任、系统管理员）',
      description: '身份证号只用于防止同一自然人重复登记：校验后只存带密钥的散列，不存号码，任何答复中都没有。',
      parameters: [KEY],
      body: jsonBody(PERSON_ENTRY, {
        name: '周新任',
        phone: '023-55500000',
        certificate: 'YL-ZF-90001',
        certificateFrom: '{today}',
        reason: '公开招录',
      }),
      answers: ENTERED,
      extra: DEMO,
    }),
  },
  '/v1/registers/people/{id}': {
    patch: shared({
      id: 'changePerson',
      summary: '变更人员信息（安委办主任、系统管理员；本单位分管以上负责人限联系方式和执法证件）',
      description: '本人的执法证件须由他人登记；企业只能变更联系方式。',
      parameters: [path('id', '人员编码')],
      body: jsonBody(PERSON_CHANGE, { email: 'shuili@example.org', reason: '补充联系方式' }),
      answers: DONE,
      extra: { 'x-demo': { matter: 'per-shuili-1', account: 'shuili-fg' } },
    }),
  },
};
