import { spawnSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

/** Starts the system's Chromium. @throws in a sentence that says how to install it where there is none */
export function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: flags.split(' ') });
}

function findChromium(): string {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    const { status, stdout } = spawnSync('which', [name], { encoding: 'utf8' });
    if (status === 0) return stdout.trim();
  }
  throw new Error(
    'The page is tested and measured in Chromium, which is not here; on Debian: apt-get install chromium fonts-dejavu-core',
  );
}
