import { z } from 'zod';
import { field } from '../settings/kind.ts';

/** What every command that sends jobs to all cores takes. */
export const crewFields = {
  seed: field(
    z
      .int()
      .min(0)
      .max(2 ** 31)
      .default(0),
    { doc: 'first seed; others make a blind rerun' },
  ),
  workers: field(z.int().min(1).max(1024).optional(), { doc: 'jobs at a time; by default one a core' }),
};
