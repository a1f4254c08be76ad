import type { DXT } from 'docxtemplater';

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** What a template may name: a field of the row it stands in, or of what is around it. No paths, no expressions. */
export function plainNames(unknown: Set<string> = new Set()) {
  return (tag: string): DXT.Parser => {
    const name = tag.trim();
    // Closing tags and the sign of a change of delimiters come here, too.
    if (!NAME.test(name)) throw new Error(`${tag} is no plain name`);
    return {
      get: (scope: unknown, context: DXT.ParserContext): unknown => {
        if (typeof scope === 'object' && scope !== null && Object.hasOwn(scope, name))
          return (scope as Readonly<Record<string, unknown>>)[name];
        const { meta, num } = context as unknown as { meta: { part: { module?: string } }; num: number };
        if (num === 0 && meta.part.module !== 'rawxml') unknown.add(name);
        return undefined;
      },
    };
  };
}
