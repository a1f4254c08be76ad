import type { Schema } from '../../forms/schema.ts';

/** What the page asks for by itself; everything else of a report is under 更多. */
const ASKED = ['description', 'place', 'evidence', 'region'];

/** Where a report comes from when nobody says otherwise, by the role of who reports. */
const SOURCES: Readonly<Record<string, string>> = {
  enterprise: 'selfReport',
  township: 'patrol',
  regulator: 'inspection',
  department: 'inspection',
  expert: 'expert',
  supervisor: 'superiorFeedback',
};

export interface ReportValues {
  readonly description?: string;
  readonly place?: string;
  readonly region?: string;
  readonly source?: string;
  readonly foundOn?: string;
  readonly items?: readonly { readonly text?: string }[];
}

/** What a report begins with: its source by role, found today. */
export function defaultsOf(role: string): ReportValues {
  return { source: SOURCES[role] ?? 'other', foundOn: countyDay() };
}

/** The rest of the opening schema, none of it asked for twice; without a list of items the words are the one item. */
export function restOf(schema: Schema): Schema {
  const { properties = {}, required = [] } = schema;
  const rest = Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => !ASKED.includes(name))
      .map(([name, part]) => [name, titled(name, part)]),
  );
  return { ...schema, properties: rest, required: required.filter((name) => name in rest && name !== 'items') };
}

/** The items that are sent: those that were written, or the words as the one. */
export function itemsOf({ items = [], description = '' }: ReportValues): readonly { readonly text: string }[] {
  const written = items.flatMap(({ text = '' }) => (text.trim() === '' ? [] : [{ text: text.trim() }]));
  return written.length > 0 ? written : [{ text: description.trim().slice(0, 2_000) }];
}

/** Today where the county is (UTC+8), wherever the device's clock thinks it is. */
function countyDay(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}

function titled(name: string, part: Schema): Schema {
  if (name === 'items') return { ...part, title: '问题清单（不填则以上面写的问题为一条）', minItems: 0 };
  return name === 'foundOn' ? { ...part, title: '发现日期' } : part;
}
