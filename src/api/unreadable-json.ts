import { TrainyardError } from '../engine/index.ts';

/** What to answer for a body that is no JSON, or none that is read here: where it breaks, as far as the engine of JavaScript says. */
export function unreadableJson(text: string): TrainyardError {
  return new TrainyardError('malformed-request', `The body is not valid JSON${whereOf(text)}.`, { hint: 'Check quotes, commas and brackets. Members named __proto__, and a constructor with a prototype, are refused.' });
}

function whereOf(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    const { message } = error as Error;
    const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(message) ?? [];
    if (line !== undefined) return `: it breaks at line ${line}, column ${column}`;
    const [, token] = /^Unexpected token '(.{1,2})',/su.exec(message) ?? [];
    if (token !== undefined) return `: ${JSON.stringify(token)} stands where it cannot`;
    return message.startsWith('Unexpected end') ? ': it ends too early' : '';
  }
}
