import { dayOf, lastDayOf, type Instant } from '../../workflows/kernel/instant.ts';

type Values = Readonly<Record<string, string | number | boolean | null>>;

const PLACE = /\{(\w+)\}/g;

/**
 * Puts values into the places `{name}` of a sentence; an instant as people write it, what is not there as a dash. Words
 * between brackets are said only where everything in them is there.
 */
export function fill(sentence: string, values: Values): string {
  const isThere = (name: string | undefined): boolean =>
    values[name ?? ''] !== undefined && values[name ?? ''] !== null;
  return sentence
    .replace(/\[([^\]]*)\]/g, (_part, words: string) =>
      [...words.matchAll(PLACE)].every(([, name]) => isThere(name)) ? words : '',
    )
    .replace(PLACE, (_place, name: string) => wordOf(values[name]));
}

function wordOf(value: Values[string] | undefined): string {
  if (value === undefined || value === null) return '—';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return isInstant(value) ? momentOf(value) : value.toString();
}

function isInstant(value: string | number): value is Instant {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$/.test(value);
}

/** The end of a day is 24:00 of that day, not 00:00 of the next. */
function momentOf(at: Instant): string {
  const time = at.slice(11, 16);
  if (at.slice(11, 23) === '00:00:00.000') return `${dayWords(lastDayOf(at))}24时`;
  return `${dayWords(dayOf(at))}${time}`;
}

function dayWords(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}年${Number(month).toString()}月${Number(date).toString()}日`;
}
