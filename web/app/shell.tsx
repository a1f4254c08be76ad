import { Suspense, useEffect } from 'react';
import { Link, NavLink, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { useSession } from '../client/session.ts';
import { Loading } from '../parts/loading.tsx';
import { SignInAgain } from '../pages/sign-in/again.tsx';
import { pagesOf } from './pages.tsx';
import './shell.css';

/** What is around every page: who is signed in as which post, and the pages that this post works with. */
export function Shell() {
  const session = useSession();
  const { pathname } = useLocation();
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
          <Outlet />
        </Suspense>
      </main>
      {session === null ? <SignInAgain /> : null}
      <ScrollRestoration />
    </div>
  );
}
