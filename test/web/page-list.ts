/** A page of the console as somebody has it before them. */
export interface ShownPage {
  /** As `web/app/routes.tsx` has it; `/` for the index. */
  readonly route: string;
  /** What the picture of it is called. */
  readonly name: string;
  /** Whose browser it is; null for whoever comes without a name. */
  readonly as: string | null;
  /** Where in the demonstration county, below `/console`. */
  readonly path: (county: Shown) => string;
}

/** Where the matters of the demonstration county are found, by stage, such as `hazard:Recheck`, and one of its papers. */
export interface Shown {
  readonly idOf: (stage: string) => string;
  readonly document: string;
}

/** Every page at least once, with something on it. */
export const PAGES: readonly ShownPage[] = [
  page('/', 'desk', 'yingji-jb', '/'),
  page('/', 'desk-enterprise', 'qiye01-fzr', '/'),
  page('/', 'desk-leader', 'fenguan', '/'),
  page('chain', 'chain', 'anweiban', '/chain'),
  page('year', 'year', 'anweiban', '/year'),
  page('report', 'report', 'chengguan-jb', '/report'),
  page('imports', 'imports', 'anweiban', '/imports'),
  page('registers', 'registers', 'anweiban', '/registers'),
  page('registers/policies', 'policies', 'anweiban-zr', '/registers/policies'),
  page('registers/calendars', 'calendars', 'anweiban-zr', '/registers/calendars'),
  page('registers/:name', 'register', 'anweiban', '/registers/enterprises'),
  page('registers/:name', 'matrix', 'anweiban', '/registers/jurisdictions'),
  page('registers/:name', 'chain-coverage', 'anweiban', '/registers/responsibilities'),
  page('registers/:name/*', 'register-entry', 'anweiban', '/registers/enterprises/u-qiye01'),
  page('templates', 'templates', 'anweiban-zr', '/templates'),
  page('proof', 'proof', 'shenji', '/proof'),
  page('account', 'account', 'yingji-jb', '/account'),
  page('accounts', 'accounts', 'admin', '/accounts'),
  page('accounts/:username', 'one-account', 'anquan-gly', '/accounts/yingji-jb'),
  page('api-keys', 'api-keys', 'admin', '/api-keys'),
  page('documents/:id', 'document', 'anweiban', ({ document }) => `/documents/${document}`),
  page(
    ':kind/:id/rectify',
    'rectify',
    'qiye01-fzr',
    ({ idOf }) => `/hazards/${idOf('hazard:SubmitRectification')}/rectify`,
  ),
  page(':kind', 'hazards', 'anweiban', '/hazards?open=true&sort=due'),
  page(':kind', 'tips', 'anweiban', '/tips'),
  page(':kind', 'cases', 'anweiban', '/accountability-cases'),
  page(':kind/:id', 'hazard', 'yingji-jb', ({ idOf }) => `/hazards/${idOf('hazard:Recheck')}`),
  page(':kind/:id', 'hazard-listed', 'anweiban', ({ idOf }) => `/hazards/${idOf('hazard:ReplyToSupervision')}`),
  page(':kind/:id', 'hazard-closed', 'qiye01-fzr', ({ idOf }) => `/hazards/${idOf('hazard:LookBack')}`),
  page(':kind/:id', 'tip', 'anweiban', ({ idOf }) => `/tips/${idOf('tip:handling')}`),
  page(':kind/:id', 'case', 'anweiban', ({ idOf }) => `/accountability-cases/${idOf('accountability:deciding')}`),
  page('*', 'missing', 'yingji-jb', '/no/such/page/here'),
  page('/', 'sign-in', null, '/'),
  page('/sign-in', 'from-platform', null, '/sign-in#away'),
  page('/public/listings', 'public-listings', null, '/public/listings'),
];

function page(route: string, name: string, as: string | null, path: string | ShownPage['path']): ShownPage {
  return { route, name, as, path: typeof path === 'string' ? () => path : path };
}
