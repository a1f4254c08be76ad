/** A field that a template may be filled with. */
interface TemplateField {
  readonly field: string;
  readonly label: string;
  readonly source: string;
  readonly required: boolean;
}

/** The template in force of one kind of document. */
export interface Template {
  readonly id: string;
  readonly name: string;
  readonly shipped: boolean;
  readonly fields: readonly TemplateField[];
}
