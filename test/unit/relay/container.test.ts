import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readRelayConfig } from '../../../src/relay/config/read-config.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FOLDER = join(ROOT, 'resources/relay/container');
const textOf = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

interface Service {
  readonly image: string;
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
  readonly secrets?: readonly string[];
}
const compose: {
  services: Readonly<Record<string, Service>>;
  networks: { inside: { ipam: { config: { subnet: string }[] } } };
  volumes: Readonly<Record<string, unknown>>;
  secrets: Readonly<Record<string, unknown>>;
} = parse(textOf('compose.yaml'), { merge: true });
const services = Object.entries(compose.services);
const example: { listen: { port: number }; admin: { port: number }; trustedProxies: string[] } =
  JSON.parse(textOf('relay.json'));
const image = textOf('Containerfile');

/** The words of an instruction in its JSON form. */
function wordsOf(instruction: string): readonly string[] {
  const written = new RegExp(`^${instruction} (\\[.*\\])$`, 'm').exec(image)?.[1] ?? '[]';
  const words: readonly string[] = JSON.parse(written);
  return words;
}

test('the image runs what the package brings, with the service’s own words', () => {
  const unit = readFileSync(join(ROOT, 'resources/relay/vendskap-relay.service'), 'utf8');
  const command = /^ExecStart=(\S+) \S+ (.+)$/m.exec(unit);
  expect(wordsOf('HEALTHCHECK .*\\n *CMD')[0]).toBe(command?.[1]);
  expect(wordsOf('CMD').join(' ')).toBe(command?.[2]);
  expect(wordsOf('ENTRYPOINT')).toEqual(['/usr/bin/vendskap-relay']);
  const packaging = readFileSync(join(ROOT, 'scripts/package-relay.ts'), 'utf8');
  for (const file of ['usr/bin/vendskap-relay', 'etc/vendskap/relay.json']) {
    expect(packaging).toContain(`'${file}'`);
  }
  const user = /^User=(.+)$/m.exec(unit)?.[1];
  expect(/^USER (.+)$/m.exec(image)?.[1]).toBe(user);
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  );
  expect(image).toContain(`dist/vendskap-relay_${version}-1_amd64.deb`);
});

test('ports, names, networks, files and secrets of the compose example fit together', () => {
  const { listen, admin, trustedProxies } = example;
  expect(image).toContain(`EXPOSE ${String(listen.port)} ${String(admin.port)}`);
  expect(image).toContain(`http://127.0.0.1:${String(listen.port)}/health`);
  const relays = services.filter(([, service]) => service.image === 'vendskap-relay');
  expect(relays).toHaveLength(2);
  const proxied = /reverse_proxy (.+) \{/.exec(textOf('Caddyfile'))?.[1];
  expect(proxied).toBe(relays.map(([name]) => `${name}:${String(listen.port)}`).join(' '));
  expect(compose.networks.inside.ipam.config.map(({ subnet }) => subnet)).toEqual(trustedProxies);
  for (const [name, service] of services) {
    for (const other of Object.keys(service.depends_on ?? {})) {
      expect(Object.keys(compose.services), name).toContain(other);
    }
    for (const secret of service.secrets ?? []) expect(compose.secrets).toHaveProperty(secret);
    for (const volume of service.volumes) {
      const [from = ''] = volume.split(':');
      if (from.startsWith('./')) expect(existsSync(join(FOLDER, from)), from).toBe(true);
      else expect(compose.volumes).toHaveProperty(from);
    }
    expect(service.networks).toEqual(['inside']);
  }
});

test('its relay.json, filled in and with its secrets, is one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-container-'));
  mkdirSync(join(folder, 'secrets'));
  const [, relay] = services.find(([, service]) => service.image === 'vendskap-relay') ?? [];
  for (const name of relay?.secrets ?? []) {
    const secret = name === 'database-url' ? 'postgresql://vendskap:x@postgres/vendskap' : 'x';
    writeFileSync(join(folder, 'secrets', name), `${secret}\n`);
  }
  const path = join(folder, 'relay.json');
  const written = textOf('relay.json').replaceAll('/run/secrets/', `${folder}/secrets/`);
  writeFileSync(path, written);
  expect(() => readRelayConfig(path)).toThrow('fill in the key “publicUrl”');
  const filled = written
    .replace(/"FILL IN: the https[^"]*"/, '"https://relay.example.org"')
    .replace(/"FILL IN: the number[^"]*"/, '"123456"');
  writeFileSync(path, filled);
  expect(readRelayConfig(path)).toMatchObject({
    database: 'postgresql://vendskap:x@postgres/vendskap',
    salesUnits: [{ vipps: { clientId: 'x' } }],
  });
  rmSync(folder, { recursive: true });
});
