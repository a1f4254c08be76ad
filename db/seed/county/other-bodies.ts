import { body, post } from './county-bodies.ts';
import type { SeedUnit } from './rows.ts';

/** Bodies that came after the first: people are numbered in order, so they stand behind everybody else. */
export const OTHER_BODIES: readonly SeedUnit[] = [
  // 三员: the system administrator is in the data centre, the auditor in the audit bureau, the third in neither.
  body('wangxin', 'county', '中共云岭县委网络安全和信息化委员会办公室', '网信办', [
    post('anquan-gly', 0, 'security', '安全管理员', 'anquan-gly'),
  ]),
  committee('weihua', '危险化学品'),
  committee('jianzhu', '建筑施工'),
  committee('jiaoan', '道路交通'),
  committee('xiaoan', '消防'),
  brigade('yingji', '应急管理综合行政执法大队'),
  brigade('jiaotong', '交通运输综合行政执法大队'),
  brigade('zhujian', '建设工程质量安全站'),
  village('chengguan', 'xingfu', '城关街道幸福社区居民委员会', '幸福社区'),
  village('qingshi', 'shimen', '青石镇石门村村民委员会', '石门村'),
];

/** 专业委员会: 安委会's own, for one sector. */
function committee(slug: string, sector: string): SeedUnit {
  const name = `云岭县安全生产委员会${sector}专业委员会`;
  const shortName = `${sector}专委会`;
  const posts = [post(`zw-${slug}-1`, 1, 'department', `${shortName}联络员`, `zw-${slug}`)];
  return { ...body(`zw-${slug}`, 'committee', name, shortName, posts), parent: 'anweiban', sectors: [sector] };
}

/** 派出机构 of a department, with its own officers. */
function brigade(department: string, name: string): SeedUnit {
  const slug = `${department}-zf`;
  const posts = [
    { ...post(`${slug}-1`, 1, 'regulator', `${name}执法员`, `${slug}-jb`), certificate: 'valid' as const },
    { ...post(`${slug}-3`, 3, 'regulator', `${name}负责人`, `${slug}-zr`), certificate: 'valid' as const },
  ];
  return { ...body(slug, 'department', `云岭县${name}`, name, posts), parent: department };
}

/** 村（社区） of a township, which lies where the township does. */
function village(township: string, slug: string, name: string, shortName: string): SeedUnit {
  const posts = [post(`${slug}-1`, 1, 'township', `${shortName}安全员`, slug)];
  return { ...body(slug, 'township', name, shortName, posts), parent: township, region: township };
}
