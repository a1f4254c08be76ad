import type { FieldSpec } from './field-spec.ts';
import type { Tag } from './inspect.ts';

/** Where a tag stands: the fields of its row first, then what is around it. */
interface Around {
  readonly row: readonly FieldSpec[];
  readonly list: FieldSpec | null;
  readonly outer: Around | null;
}

/** Every tag that names no field, or a field as what it is not, and every field that the law wants and no tag names. */
export function tagFaults(tags: readonly Tag[], known: readonly FieldSpec[]): readonly string[] {
  const root: Around = { row: known, list: null, outer: null };
  return [...new Set([...faultsIn(tags, root), ...missingIn(tags, known, '')])];
}

/** Every name that a template uses; of a list's rows `items.text`. */
export function namesIn(tags: readonly Tag[], known: readonly FieldSpec[], path = ''): readonly string[] {
  return [
    ...new Set(
      tags.flatMap(({ name, inner }) => {
        const spec = known.find((one) => one.name === name);
        const under =
          spec?.kind === 'list' ? namesIn(inner, spec.fields ?? [], `${path}${name}.`) : namesIn(inner, known, path);
        return [`${path}${name}`, ...under];
      }),
    ),
  ];
}

function faultsIn(tags: readonly Tag[], around: Around): readonly string[] {
  return tags.flatMap((tag) => {
    const spec = found(tag.name, around);
    if (spec === null) return [unknownField(tag.name, around), ...faultsIn(tag.inner, around)];
    const fault = faultOf(tag, spec, around);
    if (tag.kind !== 'loop' || spec.kind !== 'list')
      return [...(fault === null ? [] : [fault]), ...faultsIn(tag.inner, around)];
    return [
      ...(fault === null ? [] : [fault]),
      ...faultsIn(tag.inner, { row: spec.fields ?? [], list: spec, outer: around }),
    ];
  });
}

function faultOf({ name, kind }: Tag, spec: FieldSpec, around: Around): string | null {
  if (spec.kind === 'image' && kind === 'text') return `“${name}”是图片，须写成“{@${name}}”并单独占一个段落`;
  if (spec.kind !== 'image' && kind === 'image') return `“${name}”不是图片，不能写成“{@${name}}”`;
  if (spec.kind === 'list' && kind === 'text') return `“${name}”是列表，须写成“{#${name}}…{/${name}}”`;
  // A list within another one repeats all of it for each row, and so on: that is how a template runs for ever.
  if (spec.kind === 'list' && around.list !== null && !around.row.includes(spec))
    return `列表“${name}”不能套在列表“${around.list.name}”里面`;
  return null;
}

function found(name: string, around: Around | null): FieldSpec | null {
  if (around === null) return null;
  return around.row.find((one) => one.name === name) ?? found(name, around.outer);
}

function unknownField(name: string, { list }: Around): string {
  return list === null ? `没有名为“${name}”的字段` : `没有名为“${name}”的字段（在列表“${list.name}”内）`;
}

/** A field counts as named also inside a condition; a row's field only inside its own list. */
function missingIn(tags: readonly Tag[], known: readonly FieldSpec[], path: string): readonly string[] {
  return known.flatMap((spec) => {
    const named = everywhere(tags).filter(({ name }) => name === spec.name);
    if (spec.required && named.length === 0) return [`缺少必备字段“${path}${spec.name}”`];
    if (spec.kind !== 'list' || named.length === 0) return [];
    return missingIn(
      named.flatMap(({ inner }) => inner),
      spec.fields ?? [],
      `${path}${spec.name}.`,
    );
  });
}

function everywhere(tags: readonly Tag[]): readonly Tag[] {
  return tags.flatMap((tag) => [tag, ...everywhere(tag.inner)]);
}
