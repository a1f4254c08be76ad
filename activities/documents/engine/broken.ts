import { TemplateFault } from './fault.ts';

/** What docxtemplater throws: one fault, or several gathered. */
interface Thrown {
  readonly properties?: {
    readonly id?: string;
    readonly xtag?: string;
    readonly openingtag?: string;
    readonly errors?: readonly Thrown[];
  };
}

const WORDS: Readonly<Record<string, (tag: string) => string>> = {
  unclosed_tag: (tag) => `标签“{${tag}”缺少右括号“}”`,
  unopened_tag: (tag) => `标签“${tag}}”缺少左括号“{”`,
  duplicate_open_tag: (tag) => `标签“${tag}”的左括号重复，只写一个“{”`,
  duplicate_close_tag: (tag) => `标签“${tag}”的右括号重复，只写一个“}”`,
  unclosed_loop: (tag) => `列表“{#${tag}}”没有结束标签“{/${tag}}”`,
  unopened_loop: (tag) => `结束标签“{/${tag}}”没有对应的“{#${tag}}”`,
  unbalanced_loop_tags: () => '列表的开始与结束标签须在同一单元格、同一行或者同一层',
  closing_tag_does_not_match_opening_tag: (tag) => `结束标签与开始标签“{#${tag}}”不一致`,
  loop_position_invalid: (tag) => `列表“${tag}”的开始与结束标签位置不能成对`,
  raw_xml_tag_should_be_only_text_in_paragraph: (tag) => `图片“{@${tag}}”须单独占一个段落`,
  raw_tag_outerxml_invalid: (tag) => `图片“{@${tag}}”须单独占一个段落`,
  scopeparser_compilation_failed: (tag) => `“{${tag}}”不是字段名：只能写字段的名称，不能写运算或者路径`,
};

/** Every fault that docxtemplater found, in Chinese, each once. */
export function wordsOf(thrown: unknown): readonly string[] {
  const { properties } = thrown as Thrown;
  const each = properties?.errors ?? [thrown as Thrown];
  return [
    ...new Set(
      each.map(({ properties: one }) =>
        sentence(one?.id ?? '', (one?.xtag ?? one?.openingtag ?? '').replace(/[{}]/g, '')),
      ),
    ),
  ];
}

/** The same as one fault. */
export function broken(thrown: unknown): TemplateFault {
  if (thrown instanceof TemplateFault) return thrown;
  return new TemplateFault('Broken', `模板有误：${wordsOf(thrown).join('；')}。`, thrown);
}

function sentence(id: string, tag: string): string {
  return WORDS[id]?.(tag) ?? `标签“${tag}”写法有误（${id === '' ? '无法解析' : id}）`;
}
