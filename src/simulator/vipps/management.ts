import type { Market } from '#core/money/money.ts';
import { z } from 'zod';
import { problem, type ApiAnswer } from './answers.ts';
import type { ApiCall } from './incoming.ts';
import type { SimulatedSalesUnit } from './sales-unit.ts';

/** What Vipps has on file about a sales unit; tests can change it. `null` leaves a field out of the answer. */
export const salesUnitFileSchema = z
  .strictObject({
    /** false: Vipps answers 404, as for an inactive merchant. */
    isActive: z.boolean(),
    msn: z.string(),
    name: z.string(),
    scheme: z.string().nullable(),
    paymentAllowed: z.boolean().nullable(),
    captureType: z.string().nullable(),
    skipLandingPageAllowed: z.boolean().nullable(),
    partialCaptureAllowed: z.boolean().nullable(),
    lateCaptureAllowed: z.boolean().nullable(),
    creditCardPaymentAllowed: z.boolean().nullable(),
  })
  .partial();
export type SalesUnitFile = z.infer<typeof salesUnitFileSchema>;

/** The Management API's answer about a sales unit. */
export interface Management {
  readonly get: (call: ApiCall) => ApiAnswer;
  /** Changes what is on file; `{}` restores the original. */
  setFile(merchantSerialNumber: string, changes: SalesUnitFile): void;
}

const SCHEMES: Readonly<Record<Market, string>> = {
  NO: 'business:NO:ORG',
  DK: 'business:DK:CVR',
  FI: 'business:FI:Y-tunnus',
};

function fileOf(unit: SimulatedSalesUnit): Required<SalesUnitFile> {
  return {
    isActive: true,
    msn: unit.merchantSerialNumber,
    name: `Simulated sales unit ${unit.merchantSerialNumber}`,
    scheme: SCHEMES[unit.market],
    paymentAllowed: true,
    captureType: 'ReserveCapture',
    skipLandingPageAllowed: unit.isPushAllowed ?? true,
    partialCaptureAllowed: unit.isPartialCaptureAllowed ?? true,
    lateCaptureAllowed: false,
    creditCardPaymentAllowed: true,
  };
}

/** Leaves out fields that are null. */
function withoutNulls(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null));
}

export function createManagement(): Management {
  const changed = new Map<string, SalesUnitFile>();
  return {
    get: ({ unit, id }) => {
      // Exists only in production, as at Vipps.
      if (unit.environment === 'test') return problem(404, 'Not Found');
      const file = { ...fileOf(unit), ...changed.get(unit.merchantSerialNumber) };
      if (id !== unit.merchantSerialNumber || file.isActive === false)
        return problem(404, 'Not Found');
      const { isActive: _isActive, msn, name, scheme, ...configuration } = file;
      const businessIdentifier = scheme === null ? null : { scheme, id: '987654321' };
      const body = withoutNulls({
        msn,
        name,
        businessIdentifier,
        configuration: withoutNulls(configuration),
      });
      return { status: 200, body };
    },
    setFile: (merchantSerialNumber, changes) => {
      const isReset = Object.keys(changes).length === 0;
      const file = isReset ? {} : { ...changed.get(merchantSerialNumber), ...changes };
      changed.set(merchantSerialNumber, file);
    },
  };
}
