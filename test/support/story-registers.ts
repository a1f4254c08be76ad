import { asJson, type Db } from '../../db/client.ts';
import { CHAINS, who } from './hazard-story.ts';

const UNITS: Readonly<Record<string, readonly [kind: string, name: string, short: string]>> = {
  yj: ['department', '云岭县应急管理局', '应急局'],
  zj: ['department', '云岭县住房和城乡建设局', '住建局'],
  town: ['township', '城关街道办事处', '城关街道'],
  far: ['township', '青石镇人民政府', '青石镇'],
  group1: ['supervision', '常态督查第1组', '督查1组'],
  ent: ['enterprise', '宏泰化工有限公司', '宏泰化工'],
  mill: ['enterprise', '宏远面粉有限公司', '宏远面粉'],
  out: ['outside', '邻县望川县应急管理局', '望川县应急局'],
  awb: ['office', '云岭县安全生产委员会办公室', '安委办'],
  gov: ['county', '云岭县人民政府', '县政府'],
  party: ['county', '中共云岭县委员会', '县委'],
  inspectorate: ['county', '县委县政府督查室', '督查室'],
  experts: ['supervision', '云岭县安全生产专家库', '专家库'],
};

const TITLES: Readonly<Record<string, string>> = {
  jb: '经办人',
  jb2: '经办人',
  jb3: '经办人',
  fg: '分管负责人',
  zr: '主要负责人',
};

const COUNTY_TITLES: Readonly<Record<string, string>> = {
  'awb-jb': '安委办值班员',
  'awb-zr': '安委办主任',
  fenguan: '分管副县长',
  xianzhang: '县长、县安委会主任',
  shuji: '县委主要负责人',
  ducha: '督查室主任',
  group: '督查组组员',
  expert: '危险化学品专家',
};

const NAMES = [
  '张建国',
  '李卫东',
  '王秀兰',
  '赵志强',
  '陈玉梅',
  '刘德明',
  '杨晓峰',
  '黄丽华',
  '周永康',
  '吴海燕',
  '徐国栋',
  '孙雪琴',
];

/** Some day before every story. */
const SINCE = '2020-01-01';

/** Puts the units, posts and people of `hazard-story` into the registers, as the stories say that they are. */
export async function registerStory({ sql }: Db): Promise<void> {
  const accounts = [
    ...['yj', 'zj', 'town', 'ent', 'mill'].flatMap((unit) =>
      ['jb', 'jb2', 'jb3', 'fg', 'zr'].map((place) => ({ account: `${unit}-${place}`, unit, place })),
    ),
    ...Object.keys(COUNTY_TITLES).map((account) => ({ account, unit: String(who(account).unit), place: account })),
  ];
  await sql`insert into units ${sql(
    Object.entries(UNITS).map(([id, [kind, name, short]]) => ({
      id,
      kind,
      name,
      short_name: short,
      region: CHAINS[id]?.region ?? null,
      sectors: [],
      valid_from: SINCE,
    })),
  )}`;
  const posts = accounts.map(({ account, unit, place }) => ({
    id: String(who(account).post),
    unit,
    rank: ['jb', 'fg', 'zr'].indexOf(place.slice(0, 2)) + 1,
    role: account === 'expert' ? 'expert' : 'department',
    title: COUNTY_TITLES[account] ?? `${UNITS[unit]?.[2] ?? ''}${TITLES[place] ?? ''}`,
    valid_from: SINCE,
  }));
  await sql`insert into posts select * from jsonb_populate_recordset(null::posts, ${asJson(sql, posts)})`;
  const people = accounts.map(({ account, unit, place }, n) => {
    const certified = ['yj', 'zj'].includes(unit) && place !== 'jb3';
    return {
      id: `p-${account}`,
      name: `${NAMES[n % NAMES.length] ?? ''}${n < NAMES.length ? '' : (n % 10).toString()}`,
      phone: `1990000${n.toString().padStart(4, '0')}`,
      certificate: certified ? `YL-ZF-${n.toString().padStart(5, '0')}` : null,
      certificate_from: certified ? SINCE : null,
      certificate_to: null,
    };
  });
  await sql`insert into people ${sql(people)}`;
  await sql`insert into tenures ${sql(
    accounts.map(({ account }) => ({ post: String(who(account).post), person: `p-${account}`, valid_from: SINCE })),
  )}`;
  await sql`insert into enterprises ${sql([
    {
      unit: 'ent',
      credit_code: null,
      sector: '危险化学品',
      address: '云岭县城关街道工业路18号',
      regulator: 'yj',
      verified: true,
    },
  ])}`;
  await sql`insert into responsibilities ${sql([
    { enterprise: 'ent', duty: 'responsible', person: 'p-ent-zr', valid_from: SINCE },
  ])}`;
}
