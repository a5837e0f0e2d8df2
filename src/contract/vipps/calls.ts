/** Where each call goes, and the headers that all calls carry. */

export const VIPPS_PATHS = {
  accessToken: '/accesstoken/get',
  payments: '/epayment/v1/payments',
  webhooks: '/webhooks/v1/webhooks',
  merchantQrs: '/qr/v1/merchant-callback',
  salesUnits: '/management/v1/sales-units',
} as const;

export const VIPPS_HEADERS = {
  subscriptionKey: 'Ocp-Apim-Subscription-Key',
  merchantSerialNumber: 'Merchant-Serial-Number',
  idempotencyKey: 'Idempotency-Key',
  systemName: 'Vipps-System-Name',
  systemVersion: 'Vipps-System-Version',
  pluginName: 'Vipps-System-Plugin-Name',
  pluginVersion: 'Vipps-System-Plugin-Version',
} as const;

/** Of every Vipps-System header. */
export const SYSTEM_HEADER_MAX_LENGTH = 30;

export function paymentPath(
  reference: string,
  part?: 'events' | 'capture' | 'cancel' | 'refund',
): string {
  const path = `${VIPPS_PATHS.payments}/${encodeURIComponent(reference)}`;
  return part === undefined ? path : `${path}/${part}`;
}

/** Test environment only. */
export function forceApprovePath(reference: string): string {
  return `/epayment/v1/test/payments/${encodeURIComponent(reference)}/approve`;
}

export function webhookPath(id: string): string {
  return `${VIPPS_PATHS.webhooks}/${encodeURIComponent(id)}`;
}

export function merchantQrPath(merchantQrId: string): string {
  return `${VIPPS_PATHS.merchantQrs}/${encodeURIComponent(merchantQrId)}`;
}

/** Management API, production only. */
export function salesUnitPath(merchantSerialNumber: string): string {
  return `${VIPPS_PATHS.salesUnits}/${encodeURIComponent(merchantSerialNumber)}`;
}

/** Lower-case `ecom` covers ePayment; the order is the payment's reference. */
export function receiptPath(reference: string): string {
  return `/order-management/v2/ecom/receipts/${encodeURIComponent(reference)}`;
}

export function orderPath(reference: string): string {
  return `/order-management/v2/ecom/${encodeURIComponent(reference)}`;
}
