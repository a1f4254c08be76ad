import { instantOf, parseDay, dayOf, type Day } from '../../../workflows/kernel/instant.ts';
import type { Cell } from '../reading/sheet.ts';

/** Days from Excel's zero to 1970-01-01, in the 1900 system as everyone uses it. */
const SERIAL_EPOCH_DAYS = 25_569;
/** 2000-01-01 and 2100-01-01 as serials: what lies outside is no date of a ledger. */
const SERIAL_FROM = 36_526;
const SERIAL_TO = 73_051;

/** Every control character but line feed and tab. */
const CONTROL = /(?![\n\t])\p{Cc}/gu;

/** A cell's text: trimmed, without control characters and broken surrogates, which no database column takes. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return dayOfDate(cell) ?? '';
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return String(cell)
    .replace(CONTROL, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim();
}

/** Text brought to one form for comparing names and words: half-width, no blanks. */
export function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}

/**
 * The day that a cell names: a date cell, an Excel serial, or text such as `2025-03-01`, `2025/3/1`, `2025.3.1`,
 * `2025年3月1日`, `20250301`, each also with a time behind it. `null` when it names none or is ambiguous.
 */
export function dayOfCell(cell: Cell | undefined): Day | null {
  if (cell instanceof Date) return dayOfDate(cell);
  if (typeof cell === 'number') return dayOfSerial(cell);
  if (typeof cell !== 'string') return null;
  const text = cell.normalize('NFKC').trim();
  if (/^\d{5}(\.\d+)?$/.test(text)) return dayOfSerial(Number(text));
  const parts = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日?)(?:[\sT].*)?$/.exec(text);
  if (parts !== null) return dayOfParts(parts[1], parts[3] ?? parts[5], parts[4] ?? parts[6]);
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return packed === null ? null : dayOfParts(packed[1], packed[2], packed[3]);
}

function dayOfParts(year = '', month = '', day = ''): Day | null {
  return inRange(parseDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`));
}

function dayOfSerial(serial: number): Day | null {
  if (serial >= 19_000_000) return dayOfCell(String(serial));
  if (!(serial >= SERIAL_FROM && serial < SERIAL_TO)) return null;
  const ms = (Math.floor(serial) - SERIAL_EPOCH_DAYS) * 86_400_000;
  return parseDay(new Date(ms).toISOString().slice(0, 10));
}

/** A date cell holds wall-clock time as UTC; half a second of rounding may separate it from its midnight. */
function dayOfDate(date: Date): Day | null {
  if (Number.isNaN(date.getTime())) return null;
  return inRange(parseDay(new Date(date.getTime() + 500).toISOString().slice(0, 10)));
}

function inRange(day: Day | null): Day | null {
  return day !== null && day >= '2000-01-01' && day < '2100-01-01' ? day : null;
}

/** The day it is in the county now. */
export function today(nowMs: number): Day {
  return dayOf(instantOf(nowMs));
}
