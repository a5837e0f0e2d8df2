import { explainQibixx } from '#contract/qibixx/explain.ts';
import { explainXy } from '#contract/xy/explain.ts';
import type { TrafficLine, TrafficMeaning } from '#core/vend/traffic.ts';

interface Hardware {
  readonly driver: string;
  readonly [option: string]: unknown;
}

function decimalsOf(hardware: Hardware): number {
  const decimals = hardware['decimalPlaces'];
  return typeof decimals === 'number' ? decimals : 2;
}

/** Explains a line of traffic in words. */
export function createExplain(
  hardware: Hardware,
): (line: Pick<TrafficLine, 'direction' | 'raw'>) => TrafficMeaning {
  if (hardware.driver === 'xy') return explainXy;
  const decimals = decimalsOf(hardware);
  return (line) => explainQibixx(line, decimals);
}
