export interface Instruction {
  keyword: string;
  /** What follows the keyword, continuation lines joined. */
  value: string;
}

export interface Stage {
  base: string;
  name: string;
  instructions: Instruction[];
}

/** The stages of a Dockerfile. Reads what ours uses: one instruction per line, `\` continues it, `#` starts a comment line. */
export function parseDockerfile(text: string): Stage[] {
  const stages: Stage[] = [];
  const joined = text.replace(/^[ \t]*#.*\n/gm, '').replace(/\\\n\s*/g, '');
  for (const line of joined.split('\n').filter((each) => each.trim() !== '')) {
    const [, keyword, value] = /^\s*([A-Za-z]+)\s+(.*)$/.exec(line) ?? [];
    if (keyword === undefined) throw new Error(`Dockerfile: cannot read "${line}"`);
    const upper = keyword.toUpperCase();
    if (upper === 'FROM') {
      const [, base, name] = /^(\S+)(?:\s+AS\s+(\S+))?$/i.exec(value) ?? [];
      stages.push({ base, name: name ?? String(stages.length), instructions: [] });
    } else {
      stages[stages.length - 1].instructions.push({ keyword: upper, value: value.trim() });
    }
  }
  return stages;
}

/** `ENV a=1 b="2"` as a record. */
export function environmentOf(stage: Stage): Record<string, string> {
  const pairs = stage.instructions.filter(({ keyword }) => keyword === 'ENV').flatMap(({ value }) => [...value.matchAll(/(\w+)=("[^"]*"|\S*)/g)]);
  return Object.fromEntries(pairs.map(([, name, value]) => [name, value.replace(/^"|"$/g, '')]));
}

/** The command of `CMD ["…"]`. */
export function commandOf(stage: Stage): string[] {
  const command = stage.instructions.findLast(({ keyword }) => keyword === 'CMD');
  return command === undefined ? [] : (JSON.parse(command.value) as string[]);
}
