import type { Clock, Log } from '#core/base/ports.ts';
import type { RelayFeed } from '#core/payment/relay-feed.ts';
import type { Backlight } from '#core/settings/backlight.ts';
import type { Printers } from '#core/sheet/printer.ts';
import type { UsbSticks } from '#core/usb/usb.ts';
import type { VendController } from '#core/vend/controller.ts';
import type { KioskConfig } from '../config/config.ts';
import { createPaymentGateway, type VippsGateway } from '../gateway/payment-gateway.ts';
import { createRelayFeed } from '../gateway/relay-feed.ts';
import { createRelayHttp, type RelayHttp } from '../gateway/relay-http.ts';
import { createBacklight } from '../ops/backlight.ts';
import { createUsbSticks } from '../ops/usb-sticks.ts';
import { createPrinters } from '../print/cups.ts';
import { VERSION } from '../runtime/version.ts';
import { createVendController } from '../vend/create-controller.ts';
import type { SpawnLine } from '../vend/xy/link-messages.ts';
import type { DiagnosticBuffers } from './diagnostics.ts';
import type { KioskStores } from './open-stores.ts';
import type { Teardown } from './teardown.ts';
import type { TracedPorts } from './traced-ports.ts';

/** What the computer has beside the machine, also before a machine is enrolled. */
export interface ComputerPorts {
  readonly sticks: UsbSticks;
  readonly backlight: Backlight;
}

export function connectComputer(given: {
  readonly clock: Clock;
  readonly log: Log;
  readonly usbDir: string | undefined;
}): ComputerPorts {
  return {
    sticks: createUsbSticks({ clock: given.clock, folder: given.usbDir }),
    backlight: createBacklight(given.log),
  };
}

/** The adapters of an enrolled kiosk: machine, relay, Vipps and printers. None is at work before the kiosk starts. */
export interface KioskPorts extends ComputerPorts {
  readonly http: RelayHttp;
  readonly gateway: VippsGateway;
  readonly feed: RelayFeed;
  readonly machine: VendController;
  readonly printers: Printers;
}

interface Given {
  readonly config: KioskConfig;
  readonly stores: Pick<KioskStores, 'relayMemory'>;
  readonly diagnostics: DiagnosticBuffers;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
  readonly traced: TracedPorts;
  readonly options: {
    readonly spawnLine?: SpawnLine | undefined;
    readonly usbDir?: string | undefined;
  };
}

export function connectPorts(given: Given, opened: Teardown): KioskPorts {
  const { config, diagnostics, clock, log, newId, random, traced } = given;
  const { relayMemory } = given.stores;
  const { machineId, relay } = config;
  const http = traced.http(
    createRelayHttp({ relayUrl: relay.url, credential: relay.credential, clock, log }),
  );
  opened.add(() => http.close());
  const terms = (): ReturnType<typeof relayMemory.load>['terms'] => relayMemory.load().terms;
  const gateway = createPaymentGateway({ http, clock, log, machineId, terms, random });
  opened.add(() => gateway.stop());
  const machine = createVendController(config.hardware, {
    currency: terms()?.currency ?? 'NOK',
    clock,
    log,
    newId,
    spawnLine: given.options.spawnLine,
    onPiece: (piece) => {
      diagnostics.recorder.note(piece);
      traced.onPiece(piece);
    },
  });
  machine.onEvent((event) => {
    diagnostics.traffic.hear(event);
  });
  const feed = createRelayFeed({
    relayUrl: relay.url,
    credential: relay.credential,
    software: `vendskap/${VERSION}`,
    driver: config.hardware.driver,
    clock,
    log,
    random,
  });
  return {
    ...connectComputer({ clock, log, usbDir: given.options.usbDir }),
    printers: createPrinters(process.env['CUPS_SERVER']),
    http,
    gateway: traced.gateway(gateway),
    feed: traced.feed(feed),
    machine: traced.machine(machine),
  };
}
