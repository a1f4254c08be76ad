import type { AccessRow } from '../../../api/access/row.ts';
import { PAPER_READERS } from '../../../api/access/papers.ts';
import { RELATIONS } from '../../../api/access/relations.ts';
import { REGISTER_READERS } from '../../../api/access/registers.ts';
import { ACCESS } from '../../../api/access/table.ts';
import { commandsOfPeople } from '../../../api/matters/lifecycle.ts';
import type { Role } from '../../../workflows/kernel/command.ts';
import { KINDS, type Kind } from '../../../workflows/kinds.ts';
import { table } from './table.ts';

const HEAD = `# Access

Who may do what. Generated from the access table, the relations and the kinds' lifecycles by \`npm run docs\`; \`npm run check\`
holds it equal to them. What is not named here is refused: a route without a row keeps the API from starting.

A row says who may call; which matters they then see is their scope: leader, office, supervisor, auditor and admin all; regulator,
department, township, enterprise and expert those that name their unit or one under it; the public what they reported;
security none. Outside it a matter does not exist (404), in lists, figures, links, notices, evidence and bodies alike.
\`role:3\`: only where the post's rank is 3 or more. Besides, an API key opens a row whose scope it has, to whom its post would.
`;

const PAPERS = `## Documents

Who reads which paper; whoever does not see its matter reads none (404). Readers outside the administration get the edition that was
issued and no other, and officials of the unit that it is given to nothing before the issue; Word is for officials of the unit that
gives it and for those from whom nothing of the matter is kept. Signing is the named officers'; issuing rank 2 and above of the unit that gives it; serving and drawing again
that unit's and the named officers'.
`;
const OFFICIALS_SHOWN = {
  seeing: 'those who see the matter',
  seeingAll: 'those from whom nothing of the matter is kept',
  answering: 'office, leaders, supervisors and auditors',
} as const;
const AUDIENCES = {
  party: 'the unit that it is given to',
  told: 'the posts that it names, and whose answer it puts down',
  anyone: 'whoever sees the matter',
} as const;

/** `docs/access.md`: routes × roles, registers × roles, and for every kind role × relation × command. */
export function accessDocument(): string {
  const registers = Object.entries(REGISTER_READERS).map(([name, { who }]) => [`\`${name}\``, whoShown(who)]);
  const papers = Object.entries(PAPER_READERS).map(([name, { officials, once }]) => [
    `\`${name}\``,
    OFFICIALS_SHOWN[officials],
    once.length === 0 ? 'nobody' : once.map((audience) => AUDIENCES[audience]).join(', '),
  ]);
  return [
    HEAD,
    '## Routes\n',
    table(['route', 'who', 'others', 'API key', 'restricted session'], ACCESS.map(routeRow)),
    '## Registers\n',
    table(['register', 'read by'], registers),
    PAPERS,
    table(['document', 'officials', 'once it is issued, also'], papers),
    ...KINDS.map(kindSection),
  ].join('\n');
}

function routeRow({ route, who, otherwise, key, restricted }: AccessRow): string[] {
  const others = who === 'anyone' ? '–' : who === 'signedIn' ? '401' : otherwise === 'hidden' ? '404' : '403';
  return [`\`${route}\``, whoShown(who), others, key === undefined ? '–' : `\`${key}\``, restricted ? 'yes' : 'no'];
}

function whoShown(who: AccessRow['who']): string {
  if (who === 'anyone') return 'anyone';
  if (who === 'signedIn') return 'everyone who is signed in';
  return who.length === 0 ? 'nobody' : who.join(', ');
}

function kindSection(kind: Kind): string {
  const { face, rules } = kind;
  const relations = Object.entries(RELATIONS[rules.name] ?? {});
  return [
    `## ${face.title} \`${rules.name}\`\n`,
    'A relation is taken from the matter; a role may stand in it or not, whatever the post.\n',
    table(
      ['relation', 'roles that may stand in it'],
      relations.map(([relation, roles]) => [relation, roles.join(', ')]),
    ),
    table(
      ['command', 'by relation', 'so at most by'],
      commandsOfPeople(kind).map((type) => commandRow(kind, type)),
    ),
  ].join('\n');
}

/** In which statuses stands in \`docs/lifecycle.md\`. */
function commandRow({ rules }: Kind, type: string): string[] {
  const by = [...new Set(rules.lifecycle.filter(({ command }) => command === type).flatMap((row) => row.by))];
  const roles = new Set<Role>(by.flatMap((relation) => RELATIONS[rules.name]?.[relation] ?? []));
  return [`\`${type}\``, by.join(', '), [...roles].filter((role) => role !== 'system').join(', ')];
}
