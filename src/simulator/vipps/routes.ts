import type { Express } from 'express';
import type { Management } from './management.ts';
import type { MerchantQrs } from './merchant-qrs.ts';
import type { OrderManagement } from './order-management.ts';
import type { CallHandler, CallServer } from './serve-call.ts';
import type { WebhookRegistry } from './webhook-registry.ts';

export function mountEpayment(
  app: Express,
  server: CallServer,
  calls: Readonly<
    Record<'create' | 'get' | 'events' | 'capture' | 'cancel' | 'refund' | 'approve', CallHandler>
  >,
): void {
  const base = '/epayment/v1/payments';
  app.post(base, server.serve('create', calls.create));
  app.get(`${base}/:id`, server.serve('get', calls.get));
  app.get(`${base}/:id/events`, server.serve('events', calls.events));
  app.post(`${base}/:id/capture`, server.serve('capture', calls.capture));
  app.post(`${base}/:id/cancel`, server.serve('cancel', calls.cancel));
  app.post(`${base}/:id/refund`, server.serve('refund', calls.refund));
  app.post('/epayment/v1/test/payments/:id/approve', server.serve('approve', calls.approve));
}

export function mountWebhooks(app: Express, server: CallServer, registry: WebhookRegistry): void {
  const base = '/webhooks/v1/webhooks';
  const register: CallHandler = ({ unit, body }) =>
    registry.register(unit.merchantSerialNumber, body);
  const list: CallHandler = ({ unit }) => registry.list(unit.merchantSerialNumber);
  const remove: CallHandler = ({ unit, id }) => registry.remove(unit.merchantSerialNumber, id);
  app.post(base, server.serve('webhooks', register));
  app.get(base, server.serve('webhooks', list));
  app.delete(`${base}/:id`, server.serve('webhooks', remove));
}

export function mountQrs(app: Express, server: CallServer, qrs: MerchantQrs): void {
  const base = '/qr/v1/merchant-callback';
  app.get(base, server.serve('qr', qrs.getAll));
  app.put(`${base}/:id`, server.serve('qr', qrs.put));
  app.get(`${base}/:id`, server.serve('qr', qrs.get));
  app.delete(`${base}/:id`, server.serve('qr', qrs.remove));
  app.get('/qr-images/:msn/:file', qrs.serveImage());
}

/** The specification writes ECOM, others `ecom`; Express ignores the case of paths. */
export function mountOrders(app: Express, server: CallServer, orders: OrderManagement): void {
  const base = '/order-management/v2/ecom';
  app.post(`${base}/receipts/:id`, server.serve('receipt', orders.postReceipt));
  app.get(`${base}/:id`, server.serve('order', orders.getOrder));
}

export function mountManagement(app: Express, server: CallServer, management: Management): void {
  app.get('/management/v1/sales-units/:id', server.serve('management', management.get));
}
