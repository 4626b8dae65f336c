import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Why there can be no cluster here; undefined where there can. */
export function noCluster(): string | undefined {
  const missing = ['slurmctld', 'slurmd', 'sbatch', 'munged', 'runuser'].filter(
    (command) => !onPath(command),
  );
  if (missing.length > 0) return `${missing.join(', ')} not installed (Debian: slurm-wlm, munge)`;
  return process.getuid?.() === 0 ? undefined : 'not run as root, which the daemons need';
}

const onPath = (command: string) =>
  (process.env.PATH ?? '').split(':').some((folder) => folder !== '' && existsSync(join(folder, command)));

/** A Slurm of two nodes with one core each, on loopback. */
export interface Cluster {
  /** What commands need in their environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Runs one of Slurm's commands. */
  slurm(command: string, ...words: string[]): string;
  /** Kills a daemon as a power failure would: `n1`, `n2` with what runs on it, or `controller`. */
  kill(daemon: Daemon): void;
  start(daemon: Daemon): void;
  /** Ends the daemons and removes their folder. */
  stop(): Promise<void>;
}

type Daemon = 'n1' | 'n2' | 'controller';

/** Brings up a cluster; about a second. */
export async function startCluster(): Promise<Cluster> {
  const base = mkdtempSync(join(tmpdir(), 'twolayer-slurm-'));
  for (const folder of ['state', 'log', 'spool-n1', 'spool-n2']) mkdirSync(join(base, folder));
  const conf = join(base, 'slurm.conf');
  writeFileSync(conf, configuration(base, await freePorts(3)));
  const env = { ...process.env, SLURM_CONF: conf };
  const munged = await startMunge(base);
  const pidOf = (daemon: Daemon) => Number(readFileSync(pidFile(base, daemon), 'utf8'));
  const cluster: Cluster = {
    env,
    slurm: (command, ...words) => execFileSync(command, words, { env, encoding: 'utf8', timeout: 60_000 }),
    kill(daemon) {
      killQuietly(pidOf(daemon), 'SIGKILL');
      rmSync(pidFile(base, daemon));
      if (daemon !== 'controller') for (const pid of processesOf(conf, daemon)) killQuietly(pid, 'SIGKILL');
    },
    start(daemon) {
      const [command, ...words] = daemon === 'controller' ? ['slurmctld'] : ['slurmd', '-N', daemon];
      execFileSync(command!, [...words, '-f', conf], { env, stdio: 'ignore', timeout: 30_000 });
    },
    async stop() {
      const daemons = (['n1', 'n2', 'controller'] as const).filter((daemon) =>
        existsSync(pidFile(base, daemon)),
      );
      for (const pid of processesOf(conf)) killQuietly(pid, 'SIGKILL');
      for (const daemon of daemons) killQuietly(pidOf(daemon), 'SIGTERM');
      const left = () => daemons.filter((daemon) => existsSync(pidFile(base, daemon)));
      await until('the daemons end', () => left().length === 0, 15).catch(() => left().map(cluster.kill));
      munged?.kill();
      rmSync(base, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  try {
    for (const daemon of ['controller', 'n1', 'n2'] as const) cluster.start(daemon);
    await until('both nodes are idle', () => {
      const states = cluster.slurm('sinfo', '-h', '-N', '-o', '%T').trim().split('\n');
      return states.length === 2 && states.every((state) => state === 'idle');
    });
    return cluster;
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/** Waits until something holds; what throws does not hold yet. */
export async function until(what: string, holds: () => boolean, timeoutS = 150): Promise<void> {
  for (const end = performance.now() + 1000 * timeoutS; performance.now() < end; await setTimeout(100)) {
    try {
      if (holds()) return;
    } catch {}
  }
  throw new Error(`waited ${timeoutS} s in vain until ${what}`);
}

const pidFile = (base: string, daemon: Daemon) =>
  join(base, daemon === 'controller' ? 'slurmctld.pid' : `slurmd-${daemon}.pid`);

/** Messages between daemons and commands are signed by munge; one that runs already will do. */
async function startMunge(base: string) {
  if (mungeAnswers()) return undefined;
  execFileSync('install', ['-d', '-o', 'munge', '-g', 'munge', '-m', '0755', '/run/munge']);
  const munged = spawn('runuser', ['-u', 'munge', '--', 'munged', '--foreground'], {
    stdio: 'ignore',
    cwd: base,
  });
  await until('munge answers', mungeAnswers, 10);
  return munged;
}

function mungeAnswers(): boolean {
  try {
    execFileSync('munge', ['-n'], { stdio: 'ignore', timeout: 5000 });
    return true;
  } catch {
    return false;
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => new Promise((listening) => server.once('listening', listening))));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

/** Processes of jobs, on one node or on all: each batch process after the daemon that watches over it. */
function processesOf(conf: string, node?: string): number[] {
  const marks = [`SLURM_CONF=${conf}`, ...(node === undefined ? [] : [`SLURMD_NODENAME=${node}`])];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    const environment = readQuietly(`/proc/${pid}/environ`).split('\0');
    if (!environment.some((entry) => entry.startsWith('SLURM_JOB_ID='))) return [];
    if (!marks.every((mark) => environment.includes(mark))) return [];
    const parent = /^PPid:\s*(\d+)/m.exec(readQuietly(`/proc/${pid}/status`))?.[1];
    return parent && readQuietly(`/proc/${parent}/cmdline`).startsWith('slurmstepd')
      ? [Number(parent), Number(pid)]
      : [Number(pid)];
  });
}

function readQuietly(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function killQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {}
}

/**
 * Without systemd and cgroups; a requeued job may start after 5 s instead of 2 min (`cred_expire`); on 127.0.0.1 only.
 */
const configuration = (base: string, [controller, first, second]: readonly number[]) => {
  const host = hostname().split('.')[0];
  return `ClusterName=twolayertest
SlurmctldHost=${host}(127.0.0.1)
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
AuthType=auth/munge
AuthInfo=cred_expire=5
CryptoType=crypto/munge
SlurmUser=root
SlurmdUser=root
SlurmctldPort=${controller}
StateSaveLocation=${base}/state
SlurmdSpoolDir=${base}/spool-%n
SlurmctldPidFile=${base}/slurmctld.pid
SlurmdPidFile=${base}/slurmd-%n.pid
SlurmctldLogFile=${base}/log/slurmctld.log
SlurmdLogFile=${base}/log/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=2,bf_interval=2,batch_sched_delay=0
JobRequeue=1
KillWait=5
ReturnToService=2
SlurmctldTimeout=60
SlurmdTimeout=10
MaxArraySize=1001
NodeName=n1 NodeHostname=${host} NodeAddr=127.0.0.1 Port=${first} CPUs=1 RealMemory=2000
NodeName=n2 NodeHostname=${host} NodeAddr=127.0.0.1 Port=${second} CPUs=1 RealMemory=2000
PartitionName=test Nodes=n1,n2 Default=YES MaxTime=01:00:00 State=UP
`;
};
