/** JSON Schemas in words. */
export interface JsonSchema {
  type?: string | string[];
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  additionalProperties?: boolean | JsonSchema;
  $ref?: string;
}

const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** `whole number, 1 to 100`, `"a" or "b"`, `list of …`. */
export function typeText(schema: JsonSchema): string {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map(typeText))].join(' or ');
  if (schema.enum) return schema.enum.map((value) => code(value)).join(', ');
  if (schema.const !== undefined) return code(schema.const);
  if (schema.$ref) return schema.$ref.split('/').at(-1)!;
  switch (schema.type) {
    case 'integer': return `whole number${rangeText(schema)}`;
    case 'number': return `number${rangeText(schema)}`;
    case 'array': return schema.prefixItems ? `[${schema.prefixItems.map(typeText).join('; ')}]` : `list${lengthText(schema)} of ${schema.items ? typeText(schema.items) : 'anything'}`;
    case 'boolean': return '`true`, `false`';
    case 'string': return 'text';
    case 'null': return '`null`';
    case 'object': return 'object';
    default: return 'anything';
  }
}

function rangeText({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): string {
  const low = exclusiveMinimum !== undefined ? `above ${exclusiveMinimum}` : minimum !== undefined && minimum !== -NO_LIMIT ? `${minimum}` : null;
  const high = exclusiveMaximum !== undefined ? `below ${exclusiveMaximum}` : maximum !== undefined && maximum !== NO_LIMIT ? `${maximum}` : null;
  if (low === null && high === null) return '';
  if (high === null) return exclusiveMinimum !== undefined ? `, ${low}` : `, at least ${low}`;
  if (low === null) return exclusiveMaximum !== undefined ? `, ${high}` : `, at most ${high}`;
  return exclusiveMinimum !== undefined || exclusiveMaximum !== undefined ? `, ${exclusiveMinimum === undefined ? `from ${low}` : low} and ${exclusiveMaximum === undefined ? `up to ${high}` : high}` : `, ${low} to ${high}`;
}

function lengthText({ minItems, maxItems }: JsonSchema): string {
  if (minItems !== undefined && minItems === maxItems) return ` (of ${minItems})`;
  return maxItems === undefined ? '' : ` (at most ${maxItems})`;
}

/** A value as code; nothing for nothing. */
export const code = (value: unknown): string => (value === undefined ? '' : `\`${JSON.stringify(value)}\``);

/** Of a cell of a table. */
export const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

export const HEAD = '<!-- Written by `npm run build:docs` from the code. Do not edit. -->\n';
