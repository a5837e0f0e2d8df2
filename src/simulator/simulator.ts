import type { Clock, Log } from '#core/base/ports.ts';
import express from 'express';
import { createServer, type Server } from 'node:http';
import { controlRoutes } from './control-routes.ts';
import { PAGE } from './page/page.ts';
import { createPhone } from './phone/phone.ts';
import { createStoryBook } from './stories/story-book.ts';
import type { StageHand } from './stories/story.ts';
import { listenOnTcp, openOnTty, type OpenHostLine } from './vend-machine/host-lines.ts';
import type { MachineProfile } from './vend-machine/profile.ts';
import type { VendingMachine } from './vend-machine/machine.ts';
import { SimulatedMachine } from './vend-machine/simulated-machine.ts';
import { XyBoard } from './vend-machine/xy/board.ts';
import type { PastPayment } from './vipps/past-payments.ts';
import type { SimulatedSalesUnit } from './vipps/sales-unit.ts';
import { createSimulatedVipps, type SimulatedVipps } from './vipps/simulated-vipps.ts';

export interface SimulatorOptions {
  readonly salesUnit: SimulatedSalesUnit;
  readonly profile: MachineProfile;
  /** What the machine's controller speaks. */
  readonly dialect: 'qibixx' | 'xy';
  /** 0 picks one. */
  readonly port: number;
  /** A TCP port (0 picks one), or the tty that is this end of a pty pair. */
  readonly machineLine: number | string;
  readonly clock: Clock;
  readonly log: Log;
  /** Who can kill the kiosk and cut its link; undefined: nobody. */
  readonly stageHand?: StageHand | undefined;
  /** What was paid before the simulator began. */
  readonly past?: readonly PastPayment[] | undefined;
  /** Who may sign in at the kiosk, for the page: name, role and PIN. */
  readonly people?: readonly string[];
  /** How long each step of a told story stands. */
  readonly storyPaceMs?: number;
}

/** Time to read a sentence. */
const STORY_PACE_MS = 3_000;

export interface Simulator {
  /** Vipps' base URL; `/` shows the page, `/control` takes orders. */
  readonly url: string;
  readonly machinePath: string;
  readonly vipps: SimulatedVipps;
  readonly machine: VendingMachine;
  close(): Promise<void>;
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const actual = typeof address === 'object' && address !== null ? address.port : port;
      resolve(`http://127.0.0.1:${String(actual)}`);
    });
  });
}

/** A phone, a Vipps and a vending machine, on this computer. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { salesUnit, clock, log } = options;
  const vipps = createSimulatedVipps({ clock, log, salesUnits: [salesUnit], past: options.past });
  const machine: VendingMachine =
    options.dialect === 'xy'
      ? new XyBoard(options.profile, clock)
      : new SimulatedMachine(options.profile, clock);
  const line: OpenHostLine =
    typeof options.machineLine === 'number'
      ? await listenOnTcp(machine, options.machineLine)
      : await openOnTty(machine, options.machineLine);
  const app = express();
  app.disable('x-powered-by');
  app.get('/', (_request, response) => {
    response.type('html').send(PAGE);
  });
  const phone = createPhone({ clock, vipps, machine });
  const people = options.people ?? [];
  const stories = createStoryBook({
    clock,
    phone,
    machine,
    vipps,
    hand: options.stageHand,
    owner: people.find((person) => person.includes('owner')) ?? 'an owner of this machine',
    paceMs: options.storyPaceMs ?? STORY_PACE_MS,
  });
  app.use('/control', controlRoutes({ vipps, machine, phone, stories, people }));
  app.use(vipps.app);
  const server = createServer(app);
  const url = await listen(server, options.port);
  return {
    url,
    machinePath: line.path,
    vipps,
    machine,
    close: async () => {
      vipps.close();
      machine.close();
      await line.close();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      });
    },
  };
}
