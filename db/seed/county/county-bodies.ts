import type { Role } from '../../../workflows/kernel/command.ts';
import type { Chain } from '../../../workflows/kernel/terms.ts';
import type { SeedPost, SeedUnit } from './rows.ts';

/** 机关代字 of those whose documents bear another than their short name. */
const SIGNS: Readonly<Record<string, string>> = { xian: '云政', anweiban: '云安委办', ducha: '云督查' };

/** The county's leadership, the office of its safety committee, and bodies beside and outside. */
export const COUNTY_BODIES: readonly SeedUnit[] = [
  body('xian', 'county', '云岭县人民政府', '县政府', [
    post('fenguan', 4, 'leader', '分管副县长', 'fenguan', 'deputyHead'),
    post('xianzhang', 5, 'leader', '县长、县安委会主任', 'xianzhang', 'committeeHead'),
  ]),
  body('xianwei', 'county', '中共云岭县委员会', '县委', [
    post('shuji', 5, 'leader', '县委主要负责人', 'shuji', 'partySecretary'),
  ]),
  body('ducha', 'county', '县委县政府督查室', '督查室', [
    post('ducha-3', 3, 'supervisor', '督查室主任', 'ducha', 'inspectorate'),
  ]),
  body('anweiban', 'office', '云岭县安全生产委员会办公室', '安委办', [
    post('anweiban-1', 1, 'office', '安委办值班员', 'anweiban', 'officeDesk'),
    post('anweiban-1b', 1, 'office', '安委办经办人', 'anweiban-jb2'),
    post('anweiban-2', 2, 'office', '安委办副主任', 'anweiban-fg'),
    post('anweiban-3', 3, 'office', '安委办主任', 'anweiban-zr', 'officeDirector'),
  ]),
  body('zhuanjia', 'supervision', '云岭县安全生产专家库', '专家库', [
    post('zhuanjia01', 1, 'expert', '危险化学品专家', 'zhuanjia01'),
    post('zhuanjia02', 1, 'expert', '建筑施工专家', 'zhuanjia02'),
    post('zhuanjia03', 1, 'expert', '非煤矿山专家', 'zhuanjia03'),
  ]),
  body('shenji', 'audit', '云岭县审计局', '审计局', [post('shenji-1', 1, 'auditor', '审计员', 'shenji')]),
  body('shuju', 'county', '云岭县大数据中心', '数据中心', [post('admin', 0, 'admin', '系统管理员', 'admin')]),
  body('gongzhong', 'outside', '社会公众', '公众', [post('gongzhong', 0, 'public', '举报人', 'gongzhong')]),
  body('jiwei', 'discipline', '中共云岭县纪律检查委员会、云岭县监察委员会', '县纪委监委', [
    post('jiwei-1', 1, 'department', '县纪委监委联系人', 'jiwei'),
  ]),
  body('jiancha', 'outside', '云岭县人民检察院', '县检察院', [post('jiancha-1', 1, 'department', '县检察院联系人')]),
  body('zuzhi', 'organization', '中共云岭县委组织部', '组织部', [
    post('zuzhi-1', 1, 'department', '组织部联系人', 'zuzhi'),
  ]),
  body('linxian', 'outside', '邻县望川县应急管理局', '望川县应急局', [
    post('linxian-1', 1, 'department', '望川县应急局联系人'),
  ]),
];

/** Where what cannot wait is told at night and on holidays: who leads it, and two who are on duty day by day in turn. */
export const DUTY_DESK: SeedUnit = body('zhiban', 'county', '云岭县应急值班室', '应急值班室', [
  { ...post('zhiban', 1, 'office', '县应急值班室值班岗', 'zhiban', 'dutyDesk'), roster: ['zhiban-jia', 'zhiban-yi'] },
]);

export function body(slug: string, kind: Chain['kind'], name: string, shortName: string, posts: SeedPost[]): SeedUnit {
  const sign = SIGNS[slug];
  return { slug, kind, name, shortName, ...(sign === undefined ? {} : { sign }), region: null, sectors: [], posts };
}

export function post(
  slug: string,
  rank: number,
  role: Role,
  title: string,
  username?: string,
  countyPost?: SeedPost['countyPost'],
): SeedPost {
  return {
    slug,
    rank,
    role,
    title,
    ...(username === undefined ? {} : { username }),
    ...(countyPost === undefined ? {} : { countyPost }),
  };
}
