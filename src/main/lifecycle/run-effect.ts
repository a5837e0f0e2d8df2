import type { OperatorAlerts } from '#core/payment/operator-alerts.ts';
import type { PaymentGateway } from '#core/payment/payment-gateway.ts';
import type { Log } from '#core/base/ports.ts';
import type { MachineEffect, PaymentEffect } from '#core/sale/effect.ts';
import type { PaymentFact, SaleFact } from '#core/sale/event.ts';
import type { VendController } from '#core/vend/controller.ts';
import type { VendFault } from '#core/vend/vend-fault.ts';
import type { Result } from '#core/base/result.ts';

export interface EffectPorts {
  readonly gateway: PaymentGateway;
  readonly machine: VendController;
  readonly alerts: OperatorAlerts;
  readonly log: Log;
}

/** Carries out one order to Vipps; the fact that comes of it, or undefined when `signal` ended it. */
export function runPaymentEffect(
  { gateway }: EffectPorts,
  effect: PaymentEffect,
  signal: AbortSignal,
): Promise<PaymentFact | undefined> {
  switch (effect.kind) {
    case 'createPayment':
      return gateway.createPayment(effect, signal);
    case 'watchPayment':
      return gateway.watchPayment(effect.reference, signal, effect.isUrgent);
    case 'withdrawPayment':
      return gateway.withdrawPayment(effect, signal);
    case 'capturePayment':
      return gateway.capturePayment(effect, signal);
    case 'refundPayment':
      return gateway.refundPayment(effect, signal);
    case 'releasePayment':
      return gateway.releasePayment(effect, signal);
    case 'observePayment':
      return gateway.observePayment(effect.reference, signal);
    case 'postReceipt':
      return gateway.postReceipt(
        {
          reference: effect.reference,
          currency: effect.currency,
          product: effect.vend.product,
          productId: effect.vend.selection ?? String(effect.vend.item ?? 'unknown'),
          priceMinor: effect.vend.priceMinor,
          vatRate: effect.vend.vatRate,
        },
        signal,
      );
    case 'forgetCustomerToken':
      gateway.forgetCustomerToken(effect.reference);
      return Promise.resolve(undefined);
  }
}

/** Carries out one order to the machine; a fact only when the order could not be given. */
export async function runMachineEffect(
  { machine, log }: EffectPorts,
  effect: MachineEffect,
): Promise<SaleFact | undefined> {
  const result = await order(machine, effect);
  if (result.ok) return undefined;
  log.warn('machine.command-failed', { order: effect.kind, ...result.error });
  return undeliverable(effect);
}

function order(machine: VendController, effect: MachineEffect): Promise<Result<void, VendFault>> {
  switch (effect.kind) {
    case 'offerSession':
      return machine.offerSession(effect.creditMinor);
    case 'endSession':
      return machine.endSession();
    case 'approveVend':
      return machine.approve(effect.requestId, effect.amountMinor);
    case 'denyVend':
      return machine.deny(effect.requestId, effect.reason);
    case 'recoverMachine':
      return machine.recover();
  }
}

/** An approval that may or may not have left the PC has an unknown outcome. */
function undeliverable(effect: MachineEffect): SaleFact | undefined {
  switch (effect.kind) {
    case 'offerSession':
      return { kind: 'session.refused' };
    case 'approveVend':
      return { kind: 'vend.unknown', requestId: effect.requestId };
    default:
      return undefined;
  }
}
