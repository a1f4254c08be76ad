import type { Asker } from './row.ts';

/** Whole evidence shows more than any scope of a single office. */
export const AUDITORS: readonly Asker[] = ['auditor', 'admin'];
/** Who answers for the county's whole record: how it is kept shows no single matter. */
export const OVERSEERS: readonly Asker[] = ['auditor', 'admin', 'office', 'leader'];
/** Who sees across all matters. */
export const ALL_SEEING: readonly Asker[] = ['leader', 'office', 'auditor', 'supervisor', 'admin'];
/** Whoever works in the administration. */
export const OFFICIALS: readonly Asker[] = [...ALL_SEEING, 'regulator', 'department', 'township'];
/** Whoever signs, issues and serves documents for a body of the administration. */
export const PAPER_GIVERS: readonly Asker[] = ['leader', 'office', 'regulator', 'department', 'township', 'supervisor'];
/** 安委办 and the administrator: they import ledgers and prepare drafts of the registers. */
export const DRAFTERS: readonly Asker[] = ['office', 'admin'];
/** 安委办主任 and the county's leaders: they publish what others drafted and enter what the county decided. */
export const COUNTY: readonly Asker[] = ['leader', 'office:3'];
/** 安委办主任 and the administrator: posts and who is in them are theirs to change. */
export const STAFFERS: readonly Asker[] = ['admin', 'office:3'];
/** Whoever works in or with the register: everyone but the public. */
export const STAFF: readonly Asker[] = [
  'leader',
  'office',
  'regulator',
  'department',
  'township',
  'enterprise',
  'supervisor',
  'expert',
  'auditor',
  'admin',
  'security',
];
/** 分管 and principals of units: of their own people they change how to reach them. */
export const UNIT_LEADERS: readonly Asker[] = [
  'leader',
  'office:2',
  'regulator:2',
  'department:2',
  'township:2',
  'enterprise:2',
  'supervisor:2',
  'expert:2',
  'auditor:2',
];
/** Whose enterprises have chains of responsibility, and who sees across all. */
export const CHAIN_READERS: readonly Asker[] = [...ALL_SEEING, 'regulator', 'department', 'township', 'enterprise'];
/** Who keeps enterprises and their three named people: 安委办, the administrator, and leaders of their township and regulator. */
export const CHAIN_KEEPERS: readonly Asker[] = ['office', 'admin', 'township:2', 'regulator:2'];
