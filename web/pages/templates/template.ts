/** The template in force of one kind of document. */
export interface Template {
  readonly id: string;
  readonly name: string;
  readonly shipped: boolean;
  readonly fields: readonly TemplateField[];
}
