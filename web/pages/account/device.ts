const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, '微信'],
  [/DingTalk/, '钉钉'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, '火狐'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/, '鸿蒙'],
  [/Android/, '安卓手机'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows电脑'],
  [/Mac OS X/, '苹果电脑'],
  [/Linux/, 'Linux电脑'],
];

/** A device as people would call it, from what its browser says of itself. */
export function deviceOf(agent: string | null): string {
  const find = (words: readonly (readonly [RegExp, string])[]): string | undefined =>
    words.find(([is]) => is.test(agent ?? ''))?.[1];
  const parts = [find(SYSTEMS), find(BROWSERS)].filter((part) => part !== undefined);
  return parts.length === 0 ? '其他程序' : parts.join(' ');
}
