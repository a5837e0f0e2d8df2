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
  /** Which controller the machine has. */
  readonly dialect: 'qibixx' | 'xy';
  /** 0: any free port. */
  readonly port: number;
  /** A TCP port (0: any free one), or the path of this end of a pty pair. */
  readonly machineLine: number | string;
  readonly clock: Clock;
  readonly log: Log;
  /** Can cut the kiosk's power and network; undefined: nobody can. */
  readonly stageHand?: StageHand | undefined;
  /** Payments from before the simulator started. */
  readonly past?: readonly PastPayment[] | undefined;
  /** Who may sign in at the kiosk, shown on the page: name, role and PIN. */
  readonly people?: readonly string[];
  /** Pause after each step of a story, milliseconds. */
  readonly storyPaceMs?: number;
}

/** Time to read a sentence. */
const STORY_PACE_MS = 3_000;

export interface Simulator {
  /** Vipps' base URL; `/` serves the page, `/control` the control endpoints. */
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

/** Simulates a phone, Vipps and a vending machine on this computer. */
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
