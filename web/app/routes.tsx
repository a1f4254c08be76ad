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
        { path: ':kind', Component: Matters },
        { path: ':kind/:id', Component: Matter },
        { path: '*', Component: Missing },
      ],
    },
  ],
  { basename: '/console' },
);
