import express, { Router, type Response } from 'express';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { z } from 'zod';
import type { Phone } from './phone/phone.ts';
import type { StoryBook } from './stories/story-book.ts';
import type { VendingMachine } from './vend-machine/machine.ts';
import { behaviourOptionsSchema, BEHAVIOURS, isBehaviourName } from './vipps/behaviours.ts';
import { salesUnitFileSchema } from './vipps/management.ts';
import type { SimulatedVipps } from './vipps/simulated-vipps.ts';

const scanSchema = z.object({
  qr: z.string().min(1),
  customerToken: z.string().optional(),
  initiatedAtMs: z.number().optional(),
  ageYears: z.number().min(0).max(130).optional(),
});
const referenceSchema = z.object({ reference: z.string() });
const pressSchema = z.object({ selection: z.string() });
const motorSchema = z.object({ selection: z.string(), state: z.string() });
const storySchema = z.object({ name: z.string() });
const behaviourSchema = z.object({
  name: z.string(),
  isOn: z.boolean().default(true),
  options: behaviourOptionsSchema.optional(),
});

const qrSchema = z.object({
  qr: z.string(),
  isRemoved: z.boolean().default(false),
  locationDescription: z.string().optional(),
  category: z.string().optional(),
  content: z.string().optional(),
  merchantSerialNumber: z.string().optional(),
});
const registrationSchema = z.object({
  merchantSerialNumber: z.string(),
  url: z.string(),
  events: z.array(z.string()).default([]),
});
const salesUnitSchema = z.object({
  merchantSerialNumber: z.string(),
  file: salesUnitFileSchema.default({}),
});
const dateSchema = z.object({ aheadMs: z.number() });

const NANOSECONDS_IN_MS = 1e6;

/** Validates the body and answers with the result of `work`, or with what is wrong. */
function take<Body>(
  schema: z.ZodType<Body>,
  work: (body: Body) => unknown,
): (request: { readonly body: unknown }, response: Response) => Promise<void> {
  return async (request, response) => {
    const body = schema.safeParse(request.body);
    if (!body.success) response.status(400).json({ error: z.prettifyError(body.error) });
    else response.json((await work(body.data)) ?? {});
  };
}

/** Changes what Vipps has on file, so that `relay -- check` finds a difference. */
function fileRoutes(control: SimulatedVipps['control']): Router {
  const router = Router();
  router.post(
    '/qr',
    take(qrSchema, ({ qr, isRemoved, ...changes }) => ({
      found: control.changeQr(qr, isRemoved ? undefined : changes),
    })),
  );
  router.post(
    '/registration',
    take(registrationSchema, ({ merchantSerialNumber, url, events }) => {
      control.setRegistration(merchantSerialNumber, url, events);
    }),
  );
  router.post('/forget-registrations', (_request, response) => {
    control.forgetRegistrations();
    response.json({});
  });
  router.post(
    '/sales-unit',
    take(salesUnitSchema, ({ merchantSerialNumber, file }) => {
      control.setSalesUnitFile(merchantSerialNumber, file);
    }),
  );
  router.post(
    '/date',
    take(dateSchema, ({ aheadMs }) => {
      control.setDateAhead(aheadMs);
    }),
  );
  return router;
}

/** `/control`: everything that the page can do, for tests and scripts. */
export function controlRoutes(deps: {
  readonly vipps: SimulatedVipps;
  readonly machine: VendingMachine;
  readonly phone: Phone;
  readonly stories: StoryBook;
  /** Who may sign in at the kiosk, shown on the page. */
  readonly people: readonly string[];
}): Router {
  const { vipps, machine, phone, stories } = deps;
  const router = Router();
  const { control } = vipps;
  router.use(express.json());
  router.use(fileRoutes(control));
  router.get('/state', (_request, response) => {
    response.json({
      brand: vipps.brand(),
      qrs: control
        .listQrs()
        .map((qr) => ({ id: qr.merchantQrId, location: qr.locationDescription })),
      pending: control.listPending(),
      machine: machine.view(),
      phone: phone.view(),
    });
  });
  router.get('/stories', (_request, response) => {
    response.json({ stories: stories.list(), run: stories.run() ?? null, people: deps.people });
  });
  router.post(
    '/story',
    take(storySchema, ({ name }) =>
      stories.play(name) ? {} : { error: 'There is no such story here, or one is being played.' },
    ),
  );
  router.post('/stop-story', (_request, response) => {
    stories.stop();
    response.json({});
  });
  router.get('/ledger', (_request, response) => {
    response.json({ rows: vipps.ledger.rows(), totals: vipps.ledger.totals() });
  });
  router.get('/transcript', (_request, response) => {
    response.json({ lines: machine.transcript(), dispensed: machine.dispensed() });
  });
  // The simulator's own delays would look like the kiosk's: report them beside the poll counts.
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  router.get('/polls', (_request, response) => {
    const heldUpMs = Math.round(delay.max / NANOSECONDS_IN_MS);
    response.json({ polls: machine.polls?.() ?? null, heldUpMs });
  });
  router.post('/forget-polls', (_request, response) => {
    machine.forgetPolls?.();
    delay.reset();
    response.json({});
  });
  router.post(
    '/motor',
    take(motorSchema, ({ selection, state }) =>
      machine.setMotor?.(selection, state) === true
        ? {}
        : { error: 'There is no such motor or state.' },
    ),
  );
  router.get('/behaviours', (_request, response) => {
    response.json({ vipps: BEHAVIOURS, machine: machine.behaviours });
  });
  router.post(
    '/scan',
    take(scanSchema, ({ qr, customerToken, initiatedAtMs, ageYears }) =>
      phone.scan(qr, {
        ...(customerToken === undefined ? {} : { customerToken }),
        ...(initiatedAtMs === undefined ? {} : { initiatedAtMs }),
        ...(ageYears === undefined ? {} : { ageYears }),
      }),
    ),
  );
  router.post(
    '/approve',
    take(referenceSchema, ({ reference }) => {
      const atMs = performance.now();
      return { ...control.approve(reference), atMs };
    }),
  );
  router.post(
    '/decline',
    take(referenceSchema, ({ reference }) => control.decline(reference)),
  );
  router.post(
    '/press',
    take(pressSchema, ({ selection }) => ({ display: machine.press(selection) })),
  );
  router.post('/return-lever', (_request, response) => {
    machine.returnLever();
    response.json({});
  });
  router.post('/take-product', (_request, response) => {
    machine.takeProduct();
    response.json({});
  });
  router.post(
    '/behaviour',
    take(behaviourSchema, ({ name, isOn, options }) => {
      if (Object.hasOwn(machine.behaviours, name)) machine.setBehaviour(name, isOn);
      else if (!isBehaviourName(name)) return { error: `There is no behaviour “${name}”.` };
      else if (isOn) control.setBehaviour(name, options);
      else control.clearBehaviour(name);
      return {};
    }),
  );
  return router;
}
