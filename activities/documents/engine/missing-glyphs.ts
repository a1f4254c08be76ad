import { openSync, type Font } from 'fontkit';
import type { Fields } from '../definition.ts';
import { EVERYTHING } from './fonts.ts';

/** A field and its characters that no font of ours can print, each once; of a list's row `items.3.text`. */
export interface Missing {
  readonly field: string;
  readonly characters: readonly string[];
}

/** Lines may be broken; spaces of any width are only room. */
const ROOM = /[\n\r\t \u3000\u00a0]/u;

let known: ReadonlySet<number> | null = null;

/** Every field with characters that would print as a box or not at all; none when all can be printed. */
export function missingGlyphs(fields: Fields): readonly Missing[] {
  known ??= new Set((openSync(EVERYTHING) as Font).characterSet);
  return missingIn(fields, '', known);
}

function missingIn(fields: Fields, path: string, glyphs: ReadonlySet<number>): readonly Missing[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const field = `${path}${name}`;
    if (typeof value !== 'string')
      return value.flatMap((row, index) => missingIn(row, `${field}.${(index + 1).toString()}.`, glyphs));
    const characters = [...new Set(value)].filter((one) => !ROOM.test(one) && !glyphs.has(one.codePointAt(0) ?? 0));
    return characters.length === 0 ? [] : [{ field, characters }];
  });
}
