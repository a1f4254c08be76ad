/** What a register is called and about. */
interface RegisterWords {
  readonly title: string;
  readonly about: string;
  /** Which fields a list shows beside the name, in order; all that have words where absent. */
  readonly columns?: readonly string[];
  /** A page of its own, where that is better for people. */
  readonly page?: string;
}

const REGISTERS: Readonly<Record<string, RegisterWords>> = {
  units: {
    title: '单位',
    about: '党委政府、部门、乡镇和其他单位',
    columns: ['kind', 'shortName', 'sectors', 'parent'],
  },
  posts: { title: '岗位', about: '各单位的岗位、层级和角色', columns: ['unit', 'role', 'rank', 'person'] },
  people: {
    title: '人员',
    about: '姓名、联系方式和执法证件',
    columns: ['posts', 'phone', 'certificate', 'certificateTo'],
  },
  tenures: { title: '任职', about: '谁在哪个岗位，从何时到何时', columns: ['post', 'validFrom', 'validTo'] },
  leaves: { title: '请假', about: '请假期间由谁代理', columns: ['person', 'from', 'to', 'deputyPost'] },
  enterprises: {
    title: '企业',
    about: '生产经营单位及其监管部门',
    columns: ['sector', 'region', 'regulator', 'key', 'verified'],
  },
  responsibilities: {
    title: '责任人',
    about: '每家企业的领导、监管、主体三类责任人',
    columns: ['enterprise', 'duty', 'validFrom', 'validTo'],
  },
  jurisdictions: {
    title: '监管职责',
    about: '行业领域由谁监管',
    columns: ['unit', 'kind', 'basis', 'validFrom', 'validTo'],
  },
  clauses: {
    title: '判定标准条款',
    about: '重大事故隐患判定标准',
    columns: ['title', 'clause', 'sector', 'severity', 'verified'],
  },
  calendars: { title: '工作日历', about: '各年放假调休安排和特殊时段', page: '/registers/calendars' },
  'special-periods': { title: '特殊时段', about: '重大活动、汛期等时段', columns: ['from', 'to', 'basis'] },
  policies: { title: '办理规则', about: '时限、督办阶梯，修改前的试算和预演', page: '/registers/policies' },
  templates: { title: '文书模板', about: '各种文书的 Word 模板', page: '/templates' },
};

/** What a register is called; one that nobody here has named yet goes by its own name. */
export function registerWords(name: string): RegisterWords {
  return REGISTERS[name] ?? { title: name, about: '' };
}

/** What a field is called, wherever it stands. */
export const FIELDS: Readonly<Record<string, string>> = {
  name: '名称',
  shortName: '简称',
  sign: '机关代字',
  kind: '类别',
  region: '所在乡镇',
  parent: '上级单位',
  sectors: '行业',
  sector: '行业领域',
  verified: '已核实',
  validFrom: '起始日',
  validTo: '截止日',
  unit: '单位',
  role: '角色',
  rank: '层级',
  countyPost: '督办阶梯中的岗位',
  person: '人员',
  posts: '岗位',
  post: '岗位',
  phone: '电话',
  email: '电子邮箱',
  certificate: '行政执法证号',
  certificateFrom: '证件起始日',
  certificateTo: '证件截止日',
  from: '起始日',
  to: '截止日',
  deputyPost: '代理岗位',
  reason: '理由',
  creditCode: '统一社会信用代码',
  address: '地址',
  regulator: '监管部门',
  key: '重点企业',
  enterprise: '企业',
  duty: '责任',
  basis: '依据',
  title: '标准名称',
  issuer: '发布机关',
  clause: '条款',
  version: '版本',
  severity: '级别',
  cancelledAt: '撤销时间',
  revokedAt: '撤销时间',
  by: '登记人',
  at: '登记时间',
  verifiedAt: '核实时间',
};

/** What the values of fields of fixed choice are called; by `register.field` where registers differ. */
const CHOICES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'units.kind': {
    county: '县级党委、政府',
    office: '安委办',
    committee: '议事协调机构',
    department: '部门',
    township: '乡镇（街道、园区）',
    enterprise: '企业',
    supervision: '督查机构',
    discipline: '纪检监察机关',
    organization: '组织部门',
    outside: '系统外单位',
    audit: '审计机关',
  },
  'jurisdictions.kind': { direct: '直接监管', comprehensive: '综合监管', territorial: '属地监管' },
  role: {
    leader: '县领导',
    office: '安委办',
    regulator: '监管部门',
    department: '其他部门',
    township: '乡镇',
    enterprise: '企业',
    supervisor: '督查',
    expert: '专家',
    auditor: '审计',
    admin: '系统管理员',
    security: '安全管理员',
    public: '公众',
  },
  rank: { '0': '一般', '1': '经办', '2': '分管', '3': '主要负责', '4': '县级分管', '5': '县级主要' },
  duty: { leader: '领导责任人', supervisor: '监管责任人', responsible: '主体责任人' },
  severity: { general: '一般', major: '重大' },
  countyPost: {
    officeDesk: '安委办经办人',
    officeDirector: '安委办主任',
    deputyHead: '分管副县长',
    committeeHead: '安委会主任',
    partySecretary: '县委主要负责人',
    inspectorate: '督查室',
  },
};

/** In which register a field names an entry. */
export const REFERENCES: Readonly<Record<string, 'units' | 'people' | 'posts' | 'enterprises'>> = {
  unit: 'units',
  parent: 'units',
  region: 'units',
  regulator: 'units',
  person: 'people',
  by: 'people',
  post: 'posts',
  deputyPost: 'posts',
  posts: 'posts',
  enterprise: 'enterprises',
};

/** The choices of a field of a register; null when it has none. */
export function choicesOf(register: string, field: string): Readonly<Record<string, string>> | null {
  return CHOICES[`${register}.${field}`] ?? CHOICES[field] ?? null;
}
