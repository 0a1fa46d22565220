/** The part of JSON Schema that the catalogue speaks. */
export interface Schema {
  type?: string;
  enum?: readonly unknown[];
  anyOf?: readonly Schema[];
  properties?: Readonly<Record<string, Schema>>;
  items?: Schema;
  required?: readonly string[];
  description?: string;
  default?: unknown;
}

export type FieldKind = 'number' | 'choice' | 'switch' | 'numbers' | 'words' | 'text' | 'json';

/** Without the null that only says "left out". */
export function bare(schema: Schema): Schema {
  const options = schema.anyOf?.filter(({ type }) => type !== 'null');
  return options?.length === 1 ? { ...options[0], description: schema.description ?? options[0].description, default: schema.default } : schema;
}

export const isNullable = (schema: Schema): boolean => schema.anyOf?.some(({ type }) => type === 'null') ?? false;

/** By which control a value is given. */
export function kindOf(schema: Schema): FieldKind {
  if (schema.enum) return 'choice';
  if (schema.type === 'boolean') return 'switch';
  if (schema.type === 'number' || schema.type === 'integer') return 'number';
  if (schema.type === 'string') return 'text';
  if (schema.type === 'array' && schema.items?.type === 'string') return 'words';
  if (schema.type === 'array' && (schema.items?.type === 'integer' || schema.items?.type === 'number')) return 'numbers';
  return 'json';
}

export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const asNumber = (text: string): unknown => (text === '' || Number.isNaN(Number(text)) ? text : Number(text));

/** What somebody typed; what it is not stays as typed, and the service says what is wrong with it. Empty: left out. */
export function parse(kind: FieldKind, text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (kind === 'number') return asNumber(trimmed);
  if (kind === 'numbers' || kind === 'words') {
    const parts = trimmed.replace(/^\[|\]$/g, '').split(',').map((part) => part.trim()).filter((part) => part !== '');
    return kind === 'words' ? parts : parts.map(asNumber);
  }
  if (kind !== 'json') return trimmed;
  try {
    return JSON.parse(trimmed) as unknown;
  } catch {
    return trimmed;
  }
}
