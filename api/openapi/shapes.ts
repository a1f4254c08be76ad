/** The parts that schemas of answers are made of; this one is any text. */
export const text = { type: 'string' };
/** A moment, with its offset. */
export const instant = { type: 'string', format: 'date-time' };
/** A day of the county. */
export const day = { type: 'string', format: 'date' };
/** How many; never below zero. */
export const count = { type: 'integer', minimum: 0 };
/** Yes or no. */
export const flag = { type: 'boolean' };

type Fields = Readonly<Record<string, object>>;

/** The schema, or null. */
export function nullable(schema: object): object {
  return { anyOf: [schema, { type: 'null' }] };
}

/** An object with these fields, the others being optional; it may have more than are described. */
export function object(required: Fields, optional: Fields = {}): object {
  return { type: 'object', required: Object.keys(required), properties: { ...required, ...optional } };
}

/** An object with these fields and no other: for what says something of persons. */
export function closed(required: Fields, optional: Fields = {}): object {
  return { ...object(required, optional), additionalProperties: false };
}

/** Such, each under a name that only the answer knows. */
export function byName(schema: object): object {
  return { type: 'object', additionalProperties: schema };
}

/** A list of such, whole. */
export function array(items: object): object {
  return { type: 'array', items };
}

/** One page: `next` is the cursor of the following one, null at the end. */
export function list(items: object): object {
  const next = { type: ['string', 'null'], description: '下一页的 cursor' };
  return object({ items: array(items), next });
}

/** A shared schema by its name. */
export function ref(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}
