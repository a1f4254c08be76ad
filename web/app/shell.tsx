import { Fragment, lazy, Suspense, useEffect, useState } from 'react';
import { Link, NavLink, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { useSession } from '../client/session.ts';
import { Loading } from '../parts/loading.tsx';
import { pagesOf } from './pages.tsx';
import './shell.css';

// Whoever is signed in already does not wait for forms.
const SignInAgain = lazy(async () => ({ default: (await import('../pages/sign-in/again.tsx')).SignInAgain }));
const Owed = lazy(async () => ({ default: (await import('../pages/account/owed.tsx')).Owed }));

/** What is around every page: who is signed in as which post, and the pages that this post works with. */
export function Shell() {
  const session = useSession();
  const { pathname } = useLocation();
  const person = useLast(session?.person);
  const isOwing = session !== null && session.restricted !== null;
  useEffect(() => {
    document.getElementById('page')?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <div className="shell">
      <a className="skip" href="#page">
        跳到正文
      </a>
      <header className="shell-bar">
        <Link className="name" to="/">
          闭环
        </Link>
        {session === null ? null : (
          <Link className="who" to="/account">
            {session.name}
            <br />
            {session.unitName} {session.postTitle}
          </Link>
        )}
      </header>
      <nav className="shell-nav" aria-label="主要页面">
        {pagesOf(session).map(({ path, title, icon }) => (
          <NavLink key={path} to={path} end={path === '/'}>
            {icon}
            {title}
          </NavLink>
        ))}
      </nav>
      <main id="page" className="shell-page" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          {/* What one person had before them is not the next one's; the same person finds it as it was. */}
          <Fragment key={person}>{isOwing ? <Owed /> : <Outlet />}</Fragment>
        </Suspense>
      </main>
      {session === null ? (
        <Suspense>
          <SignInAgain />
        </Suspense>
      ) : null}
      <ScrollRestoration />
    </div>
  );
}

/** The last that there was, also while there is none. */
function useLast(value: string | undefined): string | undefined {
  const [last, setLast] = useState(value);
  if (value !== undefined && value !== last) setLast(value);
  return last;
}
