/** Every text of the dashboard. A translation is a file like this one and a line in index.ts. */
export const en = {
  language: 'en',
  nav: { label: 'Main', skip: 'Skip to the content', jobs: 'Jobs', system: 'System', docs: 'API', signOut: 'Sign out', theme: 'Switch between light and dark' },
  common: {
    loading: 'Loading …', broken: 'This page cannot be shown.', brokenHint: 'Load it again; if that does not help, look at the log of the service.',
    unreachable: 'The service does not answer.', unreachableHint: 'Is it running? `npm start` starts it; this page tries again by itself.',
    copy: 'Copy', copied: 'Copied', details: 'Details', retry: 'Try again', cancel: 'Cancel', close: 'Close', none: 'none',
  },
  notFound: { title: 'Nothing here', text: 'There is no page at this address.', back: 'To the jobs' },
  signIn: {
    title: 'Sign in', key: 'API key', keyHelp: 'It stands in data/api-key of the service (the demo: data/demo/api-key).', submit: 'Sign in',
    link: 'Or open the link that the service printed when it started; it signs you in once.',
  },
  status: { queued: 'queued', running: 'running', pausing: 'pausing', paused: 'paused', cancelling: 'cancelling', succeeded: 'succeeded', failed: 'failed', cancelled: 'cancelled' },
  jobs: { title: 'Jobs', empty: 'No job yet.' },
  system: { title: 'System' },
};
