import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useEffect, useRef } from 'preact/hooks';
import { pages } from '../pages/index.ts';
import { session, signOut } from '../service/session.ts';
import { t } from '../texts/index.ts';
import { toggleTheme } from './theme.ts';

/** Brand, navigation, content; on narrow screens the navigation scrolls sideways. */
export function Layout({ children }: { children: ComponentChildren }) {
  return (
    <>
      <a class="skip" href="#content" onClick={focusContent}>{t.nav.skip}</a>
      <header class="top">
        <a class="brand" href="/"><img src="/icon.svg" alt="" width="26" height="26" />Trainyard</a>
        <nav aria-label={t.nav.label}>
          {session.value === 'signed-in' && <Links />}
        </nav>
        <div class="top-actions">
          <a href="/docs" target="_blank">{t.nav.docs}</a>
          <button type="button" class="icon-button" aria-label={t.nav.theme} title={t.nav.theme} onClick={toggleTheme}>◐</button>
          {session.value === 'signed-in' && <button type="button" class="link-button" onClick={() => void signOut()}>{t.nav.signOut}</button>}
        </div>
      </header>
      <main id="content" tabIndex={-1}>{children}</main>
    </>
  );
}

function Links() {
  const { path } = useLocation();
  const isHere = (page: string) => (page === '/' ? path === '/' || path.startsWith('/jobs') : path === page || path.startsWith(`${page}/`));
  const list = useRef<HTMLUListElement>(null);
  // on a phone only a part of it is in sight
  useEffect(() => list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' }), [path]);
  return (
    <ul ref={list}>
      {pages.filter(({ label }) => label !== undefined).map((page) => (
        <li key={page.path}><a href={page.path} aria-current={isHere(page.path) ? 'page' : undefined}>{page.label}</a></li>
      ))}
    </ul>
  );
}

function focusContent(event: Event): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}
