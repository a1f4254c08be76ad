import type { Day } from '../../../workflows/kernel/instant.ts';
import type { Cell } from '../reading/sheet.ts';
import { COLUMNS, headingOf, type Field } from './columns.ts';
import type { Headings } from './headings.ts';
import type { ImportError } from './import-error.ts';
import type { LedgerRow } from './ledger-row.ts';
import { RowReader, shown } from './row-reader.ts';
import type { Found, RegisteredUnit, UnitNames } from './units.ts';
import { SEVERITY_LABELS, severityOf, STATUS_LABELS, statusOf, type RowStatus } from './words.ts';

interface Days {
  readonly foundOn: Day | null;
  readonly dueOn: Day | null;
  readonly recheckedOn: Day | null;
  readonly closedOn: Day | null;
}

/** Reads one row whole: the row, or every error in it. */
export function understand(
  row: number,
  cells: readonly Cell[],
  headings: Headings,
  names: UnitNames,
  today: Day,
): { row: LedgerRow } | { errors: readonly ImportError[] } {
  const reader = new RowReader(row, cells, headings);
  reader.checkTexts();
  const status = statusIn(reader);
  const severity = severityIn(reader);
  const days = daysIn(reader, status, today);
  const township = reader.unit('township', names.townships, '乡镇（街道、园区）名录');
  const department = reader.unit('department', names.departments, '监管部门名录');
  const subject = subjectIn(reader, names.subjects);
  const { foundOn, dueOn } = days;
  if (reader.errors.length > 0 || status === null || severity === null || foundOn === null || dueOn === null)
    return { errors: reader.errors };
  if (township === null || department === null) return { errors: reader.errors };
  return {
    row: {
      row,
      number: reader.text('number') === '' ? null : reader.text('number'),
      foundOn,
      description: reader.text('description'),
      severity,
      subject: { name: subject?.name ?? reader.text('subject'), unit: subject?.id ?? null },
      township: township.id,
      department: department.id,
      status,
      dueOn,
      recheckedOn: days.recheckedOn,
      closedOn: days.closedOn,
      content: contentOf(reader, { ...days, status, severity, township, department, subject }),
    },
  };
}

function statusIn(reader: RowReader): RowStatus | null {
  const text = reader.text('status');
  const status = statusOf(text);
  if (text === '' || status !== null) return status;
  const words = Object.values(STATUS_LABELS).join('、');
  reader.wrong('status', 'UnknownStatus', `整改状态“${shown(text)}”无法识别，应为${words}之一。`);
  return null;
}

function severityIn(reader: RowReader): 'general' | 'major' | null {
  const text = reader.text('severity');
  const severity = severityOf(text);
  if (severity === null)
    reader.wrong('severity', 'UnknownSeverity', `隐患级别“${shown(text)}”无法识别，应为一般或重大。`);
  return severity;
}

function subjectIn(reader: RowReader, look: (name: string) => Found): RegisteredUnit | null {
  const name = reader.text('subject');
  if (name === '') return null;
  const found = look(name);
  // An unknown enterprise enters the register as unverified; a name that means two units cannot be guessed.
  if ('several' in found) return reader.unit('subject', look, '单位名录');
  return 'unit' in found ? found.unit : null;
}

function daysIn(reader: RowReader, status: RowStatus | null, today: Day): Days {
  const [foundOn, dueOn] = [reader.day('foundOn'), reader.day('dueOn')];
  const [recheckedOn, closedOn] = [reader.day('recheckedOn'), reader.day('closedOn')];
  for (const [field, day] of [
    ['foundOn', foundOn],
    ['recheckedOn', recheckedOn],
    ['closedOn', closedOn],
  ] as const)
    if (day !== null && day > today) reader.wrong(field, 'FutureDate', `${headingOf(field)} ${day} 晚于今天。`);
  inOrder(reader, ['foundOn', foundOn], ['dueOn', dueOn]);
  inOrder(reader, ['foundOn', foundOn], ['recheckedOn', recheckedOn]);
  inOrder(reader, ['foundOn', foundOn], ['closedOn', closedOn]);
  inOrder(reader, ['recheckedOn', recheckedOn], ['closedOn', closedOn]);
  if (status === 'closed' && reader.text('closedOn') === '')
    reader.wrong('closedOn', 'MissingValue', '已销号的隐患必须填写销号日期。');
  if (status !== null && status !== 'closed' && closedOn !== null)
    reader.wrong('closedOn', 'StatusConflict', `填写了销号日期，整改状态却是“${STATUS_LABELS[status]}”。`);
  return { foundOn, dueOn, recheckedOn, closedOn };
}

function inOrder(reader: RowReader, [first, a]: [Field, Day | null], [second, b]: [Field, Day | null]): void {
  if (a !== null && b !== null && b < a)
    reader.wrong(second, 'DateOrder', `${headingOf(second)} ${b} 早于${headingOf(first)} ${a}。`);
}

interface Understood extends Days {
  readonly status: RowStatus;
  readonly severity: 'general' | 'major';
  readonly township: RegisteredUnit;
  readonly department: RegisteredUnit;
  readonly subject: RegisteredUnit | null;
}

/** Every value in the one form in which a later import of the same row will be compared. */
function contentOf(reader: RowReader, known: Understood): Record<string, string> {
  const formed: Partial<Record<Field, string | null>> = {
    foundOn: known.foundOn,
    dueOn: known.dueOn,
    recheckedOn: known.recheckedOn,
    closedOn: known.closedOn,
    status: STATUS_LABELS[known.status],
    severity: SEVERITY_LABELS[known.severity],
    township: known.township.name,
    department: known.department.name,
    subject: known.subject?.name ?? reader.text('subject'),
  };
  const content: Record<string, string> = {};
  for (const { field, heading } of COLUMNS) content[heading] = formed[field] ?? reader.text(field);
  for (const [heading, text] of reader.others())
    content[Object.hasOwn(content, heading) ? `${heading}（另列）` : heading] = text;
  return Object.fromEntries(Object.entries(content).filter(([, text]) => text !== ''));
}
