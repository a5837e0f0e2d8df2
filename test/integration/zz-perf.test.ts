import { test } from 'vitest';
import { openDatabase } from '#sqlite/database.ts';
import { seedManySales } from '../support/many-sales.ts';
import { KIOSK_MIGRATIONS } from '../../src/main/store/kiosk-schema.ts';
import { createSalesSearch } from '../../src/main/store/sales-search.ts';
import { existsSync, statSync } from 'node:fs';
test('perf', () => {
  const path = '/tmp/sq/million.db';
  const t0 = performance.now();
  if (!existsSync(path)) seedManySales({ path, count: Number(process.env['N'] ?? 1000000), untilMs: Date.now(), spanMs: 3*365*86400000 });
  console.log('seed', performance.now() - t0, statSync(path).size / 1e6);
  const database = openDatabase({ path, migrations: KIOSK_MIGRATIONS });
  const search = createSalesSearch(database, 'vm-0001');
  const all: string[] = [];
  const newest = search.page({}, undefined, 100).sales;
  const deep = { startedAtMs: Date.now() - 2*365*86400000, reference: '~' };
  const now = Date.now();
  const cases: [string, object][] = [
    ['all', {}], ['product a', { product: 'a' }], ['product cola', {product:'COLA'}], ['product one', { product: 'Cola 1' }], ['none', { product: 'zzz' }],
    ['amount 2500', { amountMinor: 2500 }], ['amount none', { amountMinor: 7 }], ['sold', { group: 'sold' }], ['unknown', { group: 'unknown' }], ['failed', {group:'failed'}],['open', { group: 'open' }],
    ['refunded', { group: 'refunded' }], ['day', { fromMs: now - 86400000, toMs: now }], ['hour+amount', { fromMs: now - 500*86400000, toMs: now-500*86400000+3600000, amountMinor: 2500 }],
    ['ref last 6', { reference: newest[5]!.reference.slice(-6) }], ['ref prefix 4', { reference: newest[5]!.reference.slice(8, 12) }], ['ref whole', { reference: newest[5]!.reference }],
    ['ref mid', { reference: newest[50]!.reference.slice(-12, -7) }],
    ['ref 01k+unknown', { reference: newest[5]!.reference.slice(8, 11)+'0', group: 'unknown' }], ['machine', { reference: 'vm-0' }],
    ['cola+unknown+amount', { product: 'cola', group: 'unknown', amountMinor: 2500 }], ['a+sold', { product: 'a', group: 'sold' }], ['a+sold+old', { product: 'a', group: 'sold', toMs: now - 900*86400000 }],
    ['a+before all', { product: 'a', toMs: 5 }], ['a+sold+ref', {product:'a',group:'sold', reference: newest[5]!.reference.slice(8,13)}],['ref4 last', {reference: newest[7]!.reference.slice(-4)}], ['ref dense', {reference: newest[7]!.reference.slice(12,16)}],['ref time idx1', {reference: newest[7]!.reference.slice(9,13)}],
  ];
  for (const [name, filter] of cases) {
    const t = performance.now(); const page = search.page(filter, undefined, 100); const a = performance.now() - t;
    const t2 = performance.now(); const d = search.page(filter, deep, 100); const b = performance.now() - t2;
    const t3 = performance.now(); const c = search.count(filter); const e = performance.now() - t3;
    all.push(`${name.padEnd(22)} page ${a.toFixed(1)} (${page.sales.length}) deep ${b.toFixed(1)} (${d.sales.length}) count ${e.toFixed(1)} ${c.count}${c.isMore?'+':''}`);
  }
  console.log(all.join('\n'));
  database.close();
}, 200000);
