import { printCheck, runChecks } from './support/checks.ts';

/** `npm run check`: type check, lint and dependency rule, without the tests. */
runChecks((result) => {
  printCheck(result);
  if (!result.passed) process.exitCode = 1;
});
