import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';

/** Prometheus text format 0.0.4 of what the snapshot says. Amounts in minor units. */
export function formatMetrics(snapshot: KioskSnapshot): string {
  const machine = `{machine="${snapshot.machineId}"}`;
  const gauges: readonly (readonly [name: string, help: string, value: number | undefined])[] = [
    ['vendskap_ready', '1 when the next customer can be served', flag(snapshot.state === 'ready')],
    ['vendskap_busy', '1 while a customer is served', flag(snapshot.state === 'busy')],
    ['vendskap_relay_up', '1 when the relay is connected', flag(snapshot.relay.state === 'up')],
    ['vendskap_hardware_up', '1 when the hardware answers', flag(snapshot.hardware.state === 'up')],
    ['vendskap_relay_round_trip_ms', 'Last heartbeat round trip', snapshot.relay.latencyMs],
    ['vendskap_sales_settling', 'Sales whose money is still being settled', snapshot.settlingCount],
    ['vendskap_reviews_open', 'Entries for a person to look at', snapshot.reviewCount],
    ['vendskap_sold_today', 'Paid sales since midnight', snapshot.today.count],
    ['vendskap_sold_today_minor', 'Charged since midnight, minor units', snapshot.today.sumMinor],
    ['vendskap_reserve_minor', 'What the next customer reserves', snapshot.maxAmountMinor],
  ];
  return gauges
    .filter(([, , value]) => value !== undefined)
    .map(
      ([name, help, value]) =>
        `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name}${machine} ${String(value)}\n`,
    )
    .join('');
}

function flag(isSet: boolean): number {
  return isSet ? 1 : 0;
}
