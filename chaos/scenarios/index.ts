import type { Scenario } from '../scenario.ts';
import { apiKills } from './api-kills.ts';
import { brokenThreads } from './broken-threads.ts';
import { clockJumps } from './clock-jumps.ts';
import { consumerKills } from './consumer-kills.ts';
import { damagedCheckpoints } from './damaged-checkpoints.ts';
import { diskFull } from './disk-full.ts';
import { redisAway } from './redis-away.ts';
import { redisKills } from './redis-kills.ts';
import { rivals } from './rivals.ts';
import { verbs } from './verbs.ts';

export const scenarios: readonly Scenario[] = [consumerKills, apiKills, redisKills, redisAway, diskFull, brokenThreads, damagedCheckpoints, clockJumps, rivals, verbs];
