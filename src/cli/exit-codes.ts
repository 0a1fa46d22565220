/** What the exit code says; docs/cli.md has the same table, which a test compares. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  noAnswer: 3,
  notAllowed: 4,
  notFound: 5,
  refused: 6,
  tooMany: 7,
  jobFailed: 8,
  jobCancelled: 9,
  problems: 10,
  detached: 130,
} as const;

export const EXIT_MEANINGS: Record<keyof typeof EXIT, string> = {
  done: 'done; a job that was watched has succeeded',
  failed: 'an error that no other code names',
  usage: 'the command line, a file or a setting is wrong',
  noAnswer: 'the service does not answer, or what it needs is away',
  notAllowed: 'the key is missing, wrong, or lacks the scope',
  notFound: 'there is no such job, model, dataset, sweep or key',
  refused: 'the service refused: a spec that cannot work, or a state that does not allow it',
  tooMany: 'too many requests or jobs, also after waiting',
  jobFailed: 'the job that was watched failed',
  jobCancelled: 'the job that was watched was cancelled',
  problems: '`doctor` found a problem',
  detached: 'Ctrl-C: nobody watches any more, and the job goes on',
};
