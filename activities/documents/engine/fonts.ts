import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A family as Word names it, with one file for its plain and one for its bold letters. */
export interface Face {
  readonly family: string;
  readonly plain: string;
  readonly bold: string;
}

const require = createRequire(import.meta.url);
const SERIF = dirname(require.resolve('@expo-google-fonts/noto-serif-sc/metadata.json'));
const SANS = join(dirname(require.resolve('@embedpdf/fonts-sc')), '..', 'fonts');
const serif = (weight: string): string => join(SERIF, weight, `NotoSerifSC_${weight}.ttf`);
const sans = (weight: string): string => join(SANS, `NotoSansHans-${weight}.otf`);

/** What stands in for the official fonts, which are not free (docs/decisions/0017-papers.md); other names of each follow it. */
const STAND_INS: readonly (readonly [families: readonly string[], plain: string, bold: string])[] = [
  [
    ['仿宋', '仿宋_GB2312', 'FangSong', 'FangSong_GB2312', '华文仿宋', 'STFangsong'],
    serif('300Light'),
    serif('700Bold'),
  ],
  [['宋体', 'SimSun', '新宋体', 'NSimSun', '华文中宋', 'STZhongsong'], serif('400Regular'), serif('700Bold')],
  [['楷体', '楷体_GB2312', 'KaiTi', 'KaiTi_GB2312', '华文楷体', 'STKaiti'], serif('500Medium'), serif('700Bold')],
  [['方正小标宋简体', '方正小标宋_GBK', 'FZXiaoBiaoSong-B05S', '小标宋'], serif('700Bold'), serif('700Bold')],
  [['黑体', 'SimHei', '微软雅黑', 'Microsoft YaHei', '等线', 'DengXian'], sans('Medium'), sans('Bold')],
];

/** Every family that a PDF shows as itself; any other is shown as 仿宋. */
export const FACES: readonly Face[] = STAND_INS.flatMap(([families, plain, bold]) =>
  families.map((family) => ({ family, plain, bold })),
);

/** The letters that every family falls back on, so that what it has, all of them have. */
export const EVERYTHING = serif('300Light');

/** The letters of 黑体. */
export const SANS_LETTERS = sans('Medium');

/** The letters of page numbers: 宋体. */
export const NUMBERS = serif('400Regular');

/** Every font file, once. */
export const FONT_FILES: readonly string[] = [
  ...new Set([EVERYTHING, NUMBERS, ...FACES.flatMap(({ plain, bold }) => [plain, bold])]),
];
