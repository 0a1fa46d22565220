import type { CliCommand } from '../command.ts';
import { cancel } from './cancel.ts';
import { datasets } from './datasets.ts';
import { doctor } from './doctor.ts';
import { draw } from './draw.ts';
import { exportModel } from './export.ts';
import { fork } from './fork.ts';
import { importModel } from './import.ts';
import { jobs } from './jobs.ts';
import { keys } from './keys.ts';
import { logs } from './logs.ts';
import { models } from './models.ts';
import { pause } from './pause.ts';
import { predict } from './predict.ts';
import { reindex } from './reindex.ts';
import { reproduce } from './reproduce.ts';
import { resume } from './resume.ts';
import { retry } from './retry.ts';
import { stop } from './stop.ts';
import { sweep } from './sweep.ts';
import { train } from './train.ts';
import { up } from './up.ts';
import { watch } from './watch.ts';

/** In the order of the help. */
export const COMMANDS: readonly CliCommand[] = [
  up, train, jobs, watch, logs, cancel, pause, resume, stop, fork, retry, reproduce, sweep, models, predict, draw, datasets, exportModel, importModel, keys, doctor, reindex,
];
