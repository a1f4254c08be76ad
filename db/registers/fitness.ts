import type { Role } from '../../workflows/kernel/command.ts';
import type { UnitKind } from '../../workflows/kernel/terms.ts';

/** A role that a post may have; `system` is nobody's. */
export type PostRole = Exclude<Role, 'system'>;

/** What decides which posts a unit may have. */
export interface UnitAsPlace {
  readonly kind: UnitKind;
  /** The county's desk that is manned at night (应急值班室): it stands among the county bodies. */
  readonly isDutyDesk: boolean;
}

const ROLES: Readonly<Record<UnitKind, readonly PostRole[]>> = {
  county: ['leader', 'supervisor', 'department', 'admin', 'security'],
  office: ['office'],
  committee: ['regulator', 'department', 'expert'],
  department: ['regulator', 'department'],
  township: ['township'],
  enterprise: ['enterprise'],
  supervision: ['supervisor', 'expert'],
  discipline: ['department'],
  organization: ['department'],
  outside: ['department', 'public'],
  audit: ['auditor'],
};

const RANKS: Readonly<Record<PostRole, readonly number[]>> = {
  leader: [4, 5],
  office: [1, 2, 3],
  regulator: [1, 2, 3],
  department: [1, 2, 3],
  township: [1, 2, 3],
  enterprise: [1, 2, 3],
  supervisor: [1, 2, 3],
  expert: [1, 2, 3],
  auditor: [1, 2, 3],
  admin: [0],
  security: [0],
  public: [0],
};

/** Of which kind the unit above may be; whoever belongs to that one sees what the lower one sees. */
const PARENTS: Readonly<Record<UnitKind, readonly UnitKind[]>> = {
  county: ['county'],
  office: ['county'],
  committee: ['county', 'office'],
  department: ['department'],
  township: ['township'],
  enterprise: ['enterprise'],
  supervision: ['county', 'office', 'supervision'],
  discipline: ['discipline'],
  organization: ['organization'],
  outside: ['outside'],
  audit: ['audit'],
};

/** 三员: system, security and audit administrator. No two of these roles are ever one person's. */
export const ADMINISTRATORS = ['admin', 'security', 'auditor'] as const satisfies readonly PostRole[];

/** Every kind of unit, and every role of a post, in the order of the tables. */
export const UNIT_KINDS = Object.keys(ROLES) as readonly UnitKind[];
export const POST_ROLES = Object.keys(RANKS) as readonly PostRole[];

/** Whether a unit may have posts of a role. */
export function fitsUnit(role: string, { kind, isDutyDesk }: UnitAsPlace): boolean {
  return ROLES[kind].some((one) => one === role) || (isDutyDesk && role === 'office');
}

/** Whether a post of a role may have a rank. */
export function fitsRank(role: PostRole, rank: number): boolean {
  return RANKS[role].includes(rank);
}

/** Whether a unit of one kind may belong to a unit of another. */
export function fitsParent(kind: UnitKind, parent: UnitKind): boolean {
  return PARENTS[kind].includes(parent);
}
