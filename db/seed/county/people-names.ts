const SURNAMES = Array.from(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈',
);
const GIVEN = [
  '建国', '志强', '晓东', '丽华', '国平', '秀英', '海涛', '文斌', '春梅', '永刚', '明远', '雪琴', '立新', '家豪', '俊杰',
  '思雨', '振华', '桂芳', '德胜', '玉兰', '少华', '新民', '红梅', '长青', '云飞', '世杰', '淑珍', '光明', '正阳', '小燕', '宏伟',
]; // prettier-ignore

/** The invented name of the nth person; the first 1,550 differ. */
export function personName(n: number): string {
  const surname = SURNAMES[n % SURNAMES.length] ?? '王';
  const given = GIVEN[n % GIVEN.length] ?? '建国';
  return surname + given;
}
