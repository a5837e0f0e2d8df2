import { VIPPS_HEADERS } from '#contract/vipps/calls.ts';
import packageJson from '../../../package.json' with { type: 'json' };

export const VERSION = packageJson.version;

/** Who calls: mandatory for partners, at most 30 characters each (Vipps-System headers). */
export const systemHeaders: Readonly<Record<string, string>> = {
  [VIPPS_HEADERS.systemName]: 'vendskap',
  [VIPPS_HEADERS.systemVersion]: VERSION,
  [VIPPS_HEADERS.pluginName]: 'vendskap-relay',
  [VIPPS_HEADERS.pluginVersion]: VERSION,
};
