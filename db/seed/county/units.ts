import type { Role } from '../../../workflows/kernel/command.ts';
import { COUNTY_BODIES, DUTY_DESK } from './county-bodies.ts';
import { DEPARTMENTS } from './departments.ts';
import { ENTERPRISES } from './enterprises.ts';
import { OTHER_BODIES } from './other-bodies.ts';
import type { SeedPost, SeedUnit } from './rows.ts';
import { TOWNSHIPS } from './townships.ts';

/** An enterprise with the department and the township that it belongs to. */
export interface SeedEnterprise {
  readonly unit: SeedUnit;
  readonly sector: string;
  readonly regulator: string;
  readonly township: string;
}

/** The 74 key enterprises, spread over the townships in turn. */
export const SEED_ENTERPRISES: readonly SeedEnterprise[] = ENTERPRISES.flatMap(({ sector, regulator, names }) =>
  names.map((name) => ({ sector, regulator, name })),
).map(({ sector, regulator, name }, i) => {
  const slug = `qiye${(i + 1).toString().padStart(2, '0')}`;
  const township = TOWNSHIPS[i % TOWNSHIPS.length]?.[0] ?? 'chengguan';
  return { sector, regulator, township, unit: enterprise(slug, name, township, sector) };
});

/** Every unit of the county: bodies, departments, townships, supervision groups, enterprises, and what is below or came later. */
export const SEED_UNITS: readonly SeedUnit[] = [
  ...COUNTY_BODIES,
  ...DEPARTMENTS.map(({ id, name, sign, sectors }): SeedUnit => ({
    slug: id,
    kind: 'department',
    name: `云岭县${name}`,
    shortName: name,
    sign,
    region: null,
    sectors,
    posts: officers(id, name, sectors.length > 0 ? 'regulator' : 'department', '局长'),
  })),
  ...TOWNSHIPS.map(([id, name]): SeedUnit => ({
    slug: id,
    kind: 'township',
    name: governmentOf(name),
    shortName: name,
    region: id,
    sectors: [],
    posts: officers(id, name, 'township', name.endsWith('园区') ? '管委会主任' : '乡镇长（主任）'),
  })),
  ...Array.from({ length: 9 }, (_, i) => group(i + 1)),
  ...SEED_ENTERPRISES.map((one) => one.unit),
  // Last, because people are numbered in order.
  DUTY_DESK,
  ...OTHER_BODIES,
];

function governmentOf(name: string): string {
  if (name.endsWith('园区')) return `${name}管理委员会`;
  return name.endsWith('街道') ? `${name}办事处` : `${name}人民政府`;
}

/** The chain of a department or township: two handling officers, the deputy, the principal; certificates by law. */
function officers(slug: string, name: string, role: Role, principal: string): SeedPost[] {
  const posts: SeedPost[] = [
    { slug: `${slug}-1`, rank: 1, role, title: `${name}经办人`, username: `${slug}-jb`, certificate: 'valid' },
    { slug: `${slug}-1b`, rank: 1, role, title: `${name}经办人（二）`, username: `${slug}-jb2`, certificate: 'valid' },
    { slug: `${slug}-2`, rank: 2, role, title: `${name}分管负责人`, username: `${slug}-fg`, certificate: 'valid' },
    { slug: `${slug}-3`, rank: 3, role, title: `${name}${principal}`, username: `${slug}-zr` },
  ];
  // One officer whose certificate has run out, so that everyone can try what then happens.
  if (slug !== 'yingji') return posts;
  const title = `${name}经办人（证件过期）`;
  return [...posts, { slug: 'yingji-1c', rank: 1, role, title, username: 'yingji-jb3', certificate: 'expired' }];
}

function group(n: number): SeedUnit {
  const slug = `ducha${n.toString().padStart(2, '0')}`;
  const name = `常态督查第${n.toString()}组`;
  return {
    slug,
    kind: 'supervision',
    name,
    shortName: name,
    region: null,
    sectors: [],
    posts: [
      { slug: `${slug}-1`, rank: 1, role: 'supervisor', title: `${name}组员`, username: slug },
      { slug: `${slug}-3`, rank: 3, role: 'supervisor', title: `${name}组长`, username: `${slug}-zz` },
    ],
  };
}

function enterprise(slug: string, name: string, township: string, sector: string): SeedUnit {
  const role = 'enterprise';
  return {
    slug,
    kind: 'enterprise',
    name: name.startsWith('县') || name.endsWith('所') || sector === '学校' ? name : `${name}有限公司`,
    shortName: name,
    region: township,
    sectors: [sector],
    posts: [
      { slug: `${slug}-1`, rank: 1, role, title: `${name}安全管理员`, username: `${slug}-aqy` },
      { slug: `${slug}-3`, rank: 3, role, title: `${name}主要负责人`, username: `${slug}-fzr` },
    ],
  };
}
