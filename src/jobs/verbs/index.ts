export { cancelJob, cancelUnlessEnded } from './cancel.ts';
export { pauseJob } from './pause.ts';
export { resumeJob } from './resume.ts';
export { stopJob } from './stop.ts';
export { type Surroundings, wrongState } from './surroundings.ts';
