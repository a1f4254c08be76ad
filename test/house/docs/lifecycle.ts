import type { LifecycleRow } from '../../../workflows/kernel/definition.ts';
import { KINDS, type Kind } from '../../../workflows/kinds.ts';
import { table } from './table.ts';

const HEAD = `# Lifecycle

Generated from the kinds' tables by \`npm run docs\`; \`npm run check\` holds it equal to them. A command that stands in no
row of a status is refused there with \`NotHeardInStatus\`.
`;

/** `docs/lifecycle.md`: for every kind its picture, statuses, commands and rungs. */
export function lifecycleDocument(): string {
  return [HEAD, ...KINDS.map(kindSection)].join('\n');
}

function kindSection(kind: Kind): string {
  const { face, rules } = kind;
  return [
    `## ${face.title} \`${rules.name}\`\n`,
    picture(kind),
    '### Statuses\n',
    table(
      ['status', '中文', 'open', 'run listens'],
      Object.entries(face.statuses).map(([status, { label, open, live }]) => [
        `\`${status}\``,
        label,
        yes(open),
        yes(live),
      ]),
    ),
    '### Commands\n',
    table(
      ['command', '中文', 'heard in', 'from', 'basis'],
      rules.lifecycle.map((row) => commandRow(kind, row)),
    ),
    ...rungs(kind),
  ].join('\n');
}

function commandRow({ face }: Kind, { command, statuses, by, basis }: LifecycleRow): string[] {
  const where = statuses === 'opening' ? '*opens*' : statuses.map((status) => `\`${status}\``).join(' ');
  return [`\`${command}\``, face.commands[command]?.label ?? '系统', where, by.join(', '), basis];
}

function rungs({ face }: Kind): string[] {
  const rows = Object.entries(face.rungs).map(([rung, { label, level }]) => [level.toString(), `\`${rung}\``, label]);
  return rows.length === 0 ? [] : ['### Ladder\n', table(['level', 'rung', '中文'], rows)];
}

/** Which status hears what; where a command leads to depends on the case and stands in `decide`. */
function picture({ face, rules }: Kind): string {
  const lines = Object.entries(face.statuses).flatMap(([status, { label }]) => {
    const heard = rules.lifecycle.filter(({ statuses }) => statuses !== 'opening' && statuses.includes(status));
    return [`  ${status}["${label}<br/>${status}"]`, ...heard.map(({ command }) => `  ${status} --- ${command}`)];
  });
  const opening = rules.lifecycle.filter(({ statuses }) => statuses === 'opening');
  const commands = rules.lifecycle.map(
    ({ command }) => `  ${command}(["${face.commands[command]?.label ?? command}"])`,
  );
  const opens = opening.map(({ command }) => `  opened(( )) --- ${command}`);
  return ['```mermaid', 'flowchart LR', ...commands, ...opens, ...lines, '```\n'].join('\n');
}

function yes(is: boolean): string {
  return is ? 'yes' : '';
}
