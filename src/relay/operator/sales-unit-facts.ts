import { countryOf, type SalesUnitDetails } from '#contract/vipps/management.ts';
import type { SalesUnitConfig } from '../config/relay-config.ts';
import { judge, quoted, type Finding } from './finding.ts';

const NOT_TOLD = 'Vipps does not tell';

interface Facts {
  readonly config: SalesUnitConfig;
  readonly details: SalesUnitDetails;
}

type Fact = (facts: Facts) => Finding;

const isActive: Fact = ({ config, details }) => {
  const active = judge('unit.active');
  const about = { salesUnit: config.merchantSerialNumber };
  if (details.msn !== config.merchantSerialNumber) {
    const sentence = `Vipps answers for sales unit ${quoted(details.msn)}: correct merchantSerialNumber in relay.json, or the keys.`;
    return active('mustFix', sentence, about);
  }
  return active('ok', `The sales unit is active; customers read ${quoted(details.name)}.`, about);
};

const payments: Fact = ({ config, details: { configuration } }) => {
  const { paymentAllowed } = configuration;
  const payment = judge('unit.payments');
  const about = { salesUnit: config.merchantSerialNumber };
  if (paymentAllowed === undefined) {
    return payment('unknown', `${NOT_TOLD} whether the sales unit may take payments.`, about);
  }
  return paymentAllowed
    ? payment('ok', 'The sales unit may take payments.', about)
    : payment(
        'mustFix',
        'The sales unit may not take payments: order Payment Integration for it in the business portal.',
        about,
      );
};

const market: Fact = ({ config, details }) => {
  const country = countryOf(details);
  const inMarket = judge('unit.market');
  const about = { salesUnit: config.merchantSerialNumber };
  if (country === undefined) {
    return inMarket('unknown', `${NOT_TOLD} the country of the merchant.`, about);
  }
  return country === config.market
    ? inMarket('ok', `The merchant is in ${country}, as relay.json says.`, about)
    : inMarket(
        'mustFix',
        `The merchant is in ${quoted(country)}, but relay.json says market ${config.market}: correct it, because the currency follows it and Vipps refuses another one (5040).`,
        about,
      );
};

const captureType: Fact = ({ config, details: { configuration } }) => {
  const capture = judge('unit.captureType');
  const about = { salesUnit: config.merchantSerialNumber };
  const type = configuration.captureType;
  if (type === undefined) {
    return capture('unknown', `${NOT_TOLD} how payments are captured.`, about);
  }
  return type === 'ReserveCapture'
    ? capture('ok', 'Payments are reserved first and captured after the product dropped.', about)
    : capture(
        'mustFix',
        `The capture type of the sales unit is ${quoted(type)}: ask Vipps for ReserveCapture, because customers would pay before anything drops.`,
        about,
      );
};

const pushMessage: Fact = ({ config, details: { configuration } }) => {
  const push = judge('unit.pushMessage');
  const about = { salesUnit: config.merchantSerialNumber };
  const isAllowed = configuration.skipLandingPageAllowed;
  const isWanted = config.userFlow === 'PUSH_MESSAGE';
  if (isAllowed === undefined) {
    return push('unknown', `${NOT_TOLD} whether PUSH_MESSAGE is allowed.`, about);
  }
  if (isWanted && !isAllowed) {
    const sentence =
      'relay.json says userFlow PUSH_MESSAGE, but the sales unit may not skip the landing page, so Vipps may refuse each payment (5080): ask Vipps to switch it on, or set WEB_REDIRECT with a returnUrl.';
    return push('mustFix', sentence, about);
  }
  return isWanted
    ? push('ok', 'The sales unit may skip the landing page (PUSH_MESSAGE).', about)
    : push('ok', 'relay.json says WEB_REDIRECT, which needs no approval.', about);
};

const partialCapture: Fact = ({ config, details: { configuration } }) => {
  const partial = judge('unit.partialCapture');
  const about = { salesUnit: config.merchantSerialNumber };
  const isAllowed = configuration.partialCaptureAllowed;
  if (isAllowed === undefined) {
    return partial('unknown', `${NOT_TOLD} whether a part may be captured.`, about);
  }
  if (isAllowed === config.partialCapture) {
    const what = isAllowed ? 'A part of a payment may' : 'Only a whole payment can';
    return partial('ok', `${what} be captured, as relay.json says.`, about);
  }
  if (isAllowed) {
    const sentence =
      'A part of a payment may be captured, but relay.json says partialCapture false: set it to true, so that customers need not press first.';
    return partial('warning', sentence, about);
  }
  const sentence =
    'Only a whole payment can be captured (6140), but relay.json says partialCapture true: ask Vipps to switch partial capture on, or set it to false.';
  // Norwegian sales units have it by default, whatever this field says.
  return partial(config.market === 'NO' ? 'warning' : 'mustFix', sentence, about);
};

const cards: Fact = ({ config, details: { configuration } }) => {
  const card = judge('unit.cards');
  const about = { salesUnit: config.merchantSerialNumber };
  const isAllowed = configuration.creditCardPaymentAllowed;
  if (isAllowed === undefined) {
    return card('unknown', `${NOT_TOLD} whether credit cards are taken.`, about);
  }
  return isAllowed
    ? card('ok', 'The sales unit takes credit cards.', about)
    : card(
        'warning',
        'The sales unit takes no credit cards, so some customers cannot pay: change it in the business portal unless you mean it.',
        about,
      );
};

const FACTS: readonly Fact[] = [
  isActive,
  payments,
  market,
  captureType,
  pushMessage,
  partialCapture,
  cards,
];

/** Compares what Vipps has on file about a sales unit with relay.json. */
export function compareSalesUnit(
  config: SalesUnitConfig,
  details: SalesUnitDetails,
): readonly Finding[] {
  return FACTS.map((fact) => fact({ config, details }));
}
