import { spawn } from 'node:child_process';

const openers: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Whether someone watches who may want a browser: a terminal, no CI, and on Linux a display. */
export function canOpenBrowser(): boolean {
  const { CI, DISPLAY, WAYLAND_DISPLAY } = process.env;
  const hasDisplay = process.platform in openers || Boolean(DISPLAY || WAYLAND_DISPLAY);
  return Boolean(process.stdout.isTTY) && !CI && hasDisplay;
}

/** Asks the system to show an address; where it has nothing to show it with, the address on the terminal must do. */
export function openInBrowser(url: string): void {
  const [command, ...words] = [...(openers[process.platform] ?? ['xdg-open']), url];
  const child = spawn(command!, words, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
