#!/usr/bin/env node
// In a checkout, installs and builds what is stale first; in an installed package there is nothing to rebuild.
import { existsSync } from 'node:fs';

if (existsSync(new URL('../src', import.meta.url))) {
  const { ensureBuilt, ensureInstalled } = await import('../scripts/fresh.js');
  ensureInstalled();
  ensureBuilt({ page: process.argv.includes('serve') });
}
const { main } = await import('../dist/cli.js');
process.exitCode = await main(process.argv.slice(2));
