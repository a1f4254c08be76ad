import dayjs from 'dayjs';

/** 2026年11月22日 (in the county's time, UTC+8). */
export function chineseDay(at: string): string {
  return inCounty(at).format('YYYY年M月D日');
}

/** 2026年11月22日 9时05分. */
export function chineseTime(at: string): string {
  return inCounty(at).format('YYYY年M月D日 H时mm分');
}

/** A deadline: 2026年11月22日24时 where it is the end of a day, as officials write it. */
export function chineseDue(at: string): string {
  const end = inCounty(at);
  return end.hour() === 0 && end.minute() === 0
    ? `${end.subtract(1, 'day').format('YYYY年M月D日')}24时`
    : chineseTime(at);
}

/** How far a moment is from now: 剩3天, 剩5小时, 超期2天. */
export function chineseLeft(due: string, now = Date.now()): string {
  const minutes = Math.round((Date.parse(due) - now) / 60_000);
  const size = Math.abs(minutes);
  const words =
    size < 60
      ? `${size.toString()}分钟`
      : size < 2_880
        ? `${Math.floor(size / 60).toString()}小时`
        : `${Math.floor(size / 1_440).toString()}天`;
  return `${minutes < 0 ? '超期' : '剩'}${words}`;
}

/** 9,706. */
export function chineseNumber(n: number): string {
  return n.toLocaleString('zh-CN');
}

/** A day as it stands, an instant where the county is, wherever the device is. */
function inCounty(at: string): dayjs.Dayjs {
  if (at.length === 10) return dayjs(at);
  const shifted = new Date(Date.parse(at) + 8 * 3_600_000).toISOString();
  return dayjs(shifted.slice(0, 19));
}
