import { ErrorBoundary, LocationProvider, Route, Router } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { Button } from './components/button.tsx';
import { Layout } from './components/layout.tsx';
import { Loading } from './components/loading.tsx';
import { Note } from './components/note.tsx';
import { Page } from './components/page.tsx';
import { pages } from './pages/index.ts';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { SignInPage } from './pages/sign-in/sign-in-page.tsx';
import { checkSession, session } from './service/session.ts';
import { t } from './texts/index.ts';

export function App() {
  useEffect(() => void checkSession(), []);
  return (
    <LocationProvider>
      <Layout>
        {session.value === 'checking' && <Loading />}
        {session.value === 'signed-out' && <SignInPage />}
        {session.value === 'signed-in' && <Pages />}
      </Layout>
    </LocationProvider>
  );
}

function Pages() {
  const [broken, setBroken] = useState<Error | null>(null);
  if (broken) return <Page title={t.common.broken}><Note kind="error" title={broken.message} hint={t.common.brokenHint} /><p><Button kind="primary" onClick={() => location.reload()}>{t.common.reload}</Button></p></Page>;
  return (
    <ErrorBoundary onError={setBroken}>
      <Router>
        {pages.map(({ path, component }) => <Route key={path} path={path} component={component} />)}
        <Route default component={NotFoundPage} />
      </Router>
    </ErrorBoundary>
  );
}
