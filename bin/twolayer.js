#!/usr/bin/env node
// In a checkout, rebuilds what is stale first; in an installed package there is nothing to rebuild.
import { existsSync } from 'node:fs';

if (existsSync(new URL('../src', import.meta.url))) {
  const { ensureBuilt } = await import('../scripts/fresh.js');
  ensureBuilt();
}
const { main } = await import('../dist/cli.js');
process.exitCode = await main(process.argv.slice(2));
