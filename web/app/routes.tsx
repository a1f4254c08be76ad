import { lazy, type ComponentType } from 'react';
import { createBrowserRouter } from 'react-router';
import { Missing } from './missing.tsx';
import { Shell } from './shell.tsx';

/** A page that is loaded when it is first opened. */
function page<Name extends string>(load: () => Promise<Readonly<Record<Name, ComponentType>>>, name: Name) {
  return lazy(async () => ({ default: (await load())[name] }));
}

const Desk = page(() => import('../pages/desk/desk.tsx'), 'Desk');
const Matters = page(() => import('../pages/matters/matters.tsx'), 'Matters');
const Chain = page(() => import('../pages/chain/chain.tsx'), 'Chain');
const Year = page(() => import('../pages/year/year.tsx'), 'Year');
const Report = page(() => import('../pages/report/report.tsx'), 'Report');
const Rectify = page(() => import('../pages/rectify/rectify.tsx'), 'Rectify');
const Imports = page(() => import('../pages/imports/imports.tsx'), 'Imports');
const Registers = page(() => import('../pages/registers/registers.tsx'), 'Registers');
const Register = page(() => import('../pages/registers/register.tsx'), 'Register');
const RegisterEntry = page(() => import('../pages/registers/entry.tsx'), 'RegisterEntry');
const Policies = page(() => import('../pages/policies/policies.tsx'), 'Policies');
const Calendars = page(() => import('../pages/calendars/calendars.tsx'), 'Calendars');
const Templates = page(() => import('../pages/templates/templates.tsx'), 'Templates');
const Proof = page(() => import('../pages/proof/proof.tsx'), 'Proof');
const Account = page(() => import('../pages/account/account.tsx'), 'Account');
const Accounts = page(() => import('../pages/accounts/accounts.tsx'), 'Accounts');
const OneAccount = page(() => import('../pages/accounts/one-account.tsx'), 'OneAccount');
const ApiKeys = page(() => import('../pages/api-keys/api-keys.tsx'), 'ApiKeys');
const Document = page(() => import('../pages/document/document.tsx'), 'Document');
const PublicListings = page(() => import('../pages/public-listings/public-listings.tsx'), 'PublicListings');
const FromPlatform = page(() => import('../pages/sign-in/from-platform.tsx'), 'FromPlatform');
const Matter = page(() => import('../pages/matter/matter.tsx'), 'Matter');

/** Every address of the console; `:kind` is the path of a kind of loop, as the API has it. */
export const router = createBrowserRouter(
  [
    {
      path: '/',
      Component: Shell,
      ErrorBoundary: Missing,
      children: [
        { index: true, Component: Desk },
        { path: 'chain', Component: Chain },
        { path: 'year', Component: Year },
        { path: 'report', Component: Report },
        { path: 'imports', Component: Imports },
        { path: 'registers', Component: Registers },
        { path: 'registers/policies', Component: Policies },
        { path: 'registers/calendars', Component: Calendars },
        { path: 'registers/:name', Component: Register },
        { path: 'registers/:name/*', Component: RegisterEntry },
        { path: 'templates', Component: Templates },
        { path: 'proof', Component: Proof },
        { path: 'account', Component: Account },
        { path: 'accounts', Component: Accounts },
        { path: 'accounts/:username', Component: OneAccount },
        { path: 'api-keys', Component: ApiKeys },
        { path: 'documents/:id', Component: Document },
        { path: ':kind/:id/rectify', Component: Rectify },
        { path: ':kind', Component: Matters },
        { path: ':kind/:id', Component: Matter },
        { path: '*', Component: Missing },
      ],
    },
    // Where the government platform sends whoever signs in by it.
    { path: '/sign-in', Component: FromPlatform, ErrorBoundary: Missing },
    // Read by whoever comes, without a name.
    { path: '/public/listings', Component: PublicListings, ErrorBoundary: Missing },
  ],
  { basename: '/console' },
);
