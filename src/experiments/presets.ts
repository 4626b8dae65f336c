import { giantPresets } from './giant/presets.ts';
import type { Preset } from './preset.ts';
import { failures } from './xor/failures.ts';

/** What `--preset` and `list presets` know. */
export const presets: readonly Preset[] = [...failures, ...giantPresets];
