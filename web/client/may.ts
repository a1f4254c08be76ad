import { useSession } from './session.ts';

/**
 * Whether whoever is signed in is one of these: a role, or a role from a rank on (`office:3`). It only decides what is
 * offered; what is allowed the API says.
 */
export function useMay(who: readonly string[]): boolean {
  const session = useSession();
  if (session === null) return false;
  return who.some((one) => {
    const [role, rank = '0'] = one.split(':');
    return session.role === role && session.rank >= Number(rank);
  });
}

/** 安委办主任 and the county's leaders: they publish what others drafted. */
export const COUNTY = ['leader', 'office:3'];
/** 安委办 and the administrator: they draft and import. */
export const DRAFTERS = ['office', 'admin'];
/** 安委办主任 and the administrator: people, posts and templates are theirs to change. */
export const STAFFERS = ['admin', 'office:3'];
/** 三员: they see accounts and keys; what each may do with them differs. */
export const ADMINISTRATORS = ['admin', 'security', 'auditor'];
/** Who sees across all matters. */
export const ALL_SEEING = ['leader', 'office', 'auditor', 'supervisor', 'admin'];
