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

/**
 * What nobody sees comes along when words are pasted: marks of zero width, of direction and of variants (U+FE0F, U+200B),
 * and control characters.
 */
const UNSEEN = /\p{Default_Ignorable_Code_Point}|(?![\n\r\t])\p{Cc}/gu;

let known: ReadonlySet<number> | null = null;

/** The same fields without characters that nobody sees and no font prints. */
export function withoutUnseen(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replace(UNSEEN, '') : value.map(withoutUnseen),
    ]),
  );
}

/** Every field with characters that would print as a box or not at all; none when all can be printed. */
export function missingGlyphs(fields: Fields): readonly Missing[] {
  return missingIn(fields, '');
}

/** The characters of a text that no font of ours can print, each once. */
export function unprintable(text: string): readonly string[] {
  known ??= new Set((openSync(EVERYTHING) as Font).characterSet);
  const glyphs = known;
  return [...new Set(text)].filter((one) => !ROOM.test(one) && !glyphs.has(one.codePointAt(0) ?? 0));
}

function missingIn(fields: Fields, path: string): readonly Missing[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const field = `${path}${name}`;
    if (typeof value !== 'string')
      return value.flatMap((row, index) => missingIn(row, `${field}.${(index + 1).toString()}.`));
    const characters = unprintable(value);
    return characters.length === 0 ? [] : [{ field, characters }];
  });
}
