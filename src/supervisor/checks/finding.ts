export interface Finding {
  name: string;
  status: 'ok' | 'warning' | 'problem';
  detail: string;
  /** what to do; empty where there is nothing to do */
  fix: string;
}

export interface Settings {
  host: string;
  port: number;
  dataDir: string;
  redisUrl: string | null;
  download: boolean;
}
