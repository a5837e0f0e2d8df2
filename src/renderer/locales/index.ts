import type { Language } from '#core/service/person.ts';
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { NBSP } from '../format.ts';
import { nb as diagnosticsNb } from './diagnostics/nb.ts';
import { sv as diagnosticsSv } from './diagnostics/sv.ts';
import { da as diagnosticsDa } from './diagnostics/da.ts';
import { fi as diagnosticsFi } from './diagnostics/fi.ts';
import { en as diagnosticsEn } from './diagnostics/en.ts';
import { nb as trafficNb } from './traffic/nb.ts';
import { sv as trafficSv } from './traffic/sv.ts';
import { da as trafficDa } from './traffic/da.ts';
import { fi as trafficFi } from './traffic/fi.ts';
import { en as trafficEn } from './traffic/en.ts';
import { nb as faultNb } from './fault/nb.ts';
import { sv as faultSv } from './fault/sv.ts';
import { da as faultDa } from './fault/da.ts';
import { fi as faultFi } from './fault/fi.ts';
import { en as faultEn } from './fault/en.ts';
import { nb as frameNb } from './frame/nb.ts';
import { sv as frameSv } from './frame/sv.ts';
import { da as frameDa } from './frame/da.ts';
import { fi as frameFi } from './frame/fi.ts';
import { en as frameEn } from './frame/en.ts';
import { nb as changesNb } from './changes/nb.ts';
import { sv as changesSv } from './changes/sv.ts';
import { da as changesDa } from './changes/da.ts';
import { fi as changesFi } from './changes/fi.ts';
import { en as changesEn } from './changes/en.ts';
import { nb as peopleNb } from './people/nb.ts';
import { sv as peopleSv } from './people/sv.ts';
import { da as peopleDa } from './people/da.ts';
import { fi as peopleFi } from './people/fi.ts';
import { en as peopleEn } from './people/en.ts';
import { nb as settingsNb } from './settings/nb.ts';
import { sv as settingsSv } from './settings/sv.ts';
import { da as settingsDa } from './settings/da.ts';
import { fi as settingsFi } from './settings/fi.ts';
import { en as settingsEn } from './settings/en.ts';
import { nb as healthNb } from './health/nb.ts';
import { sv as healthSv } from './health/sv.ts';
import { da as healthDa } from './health/da.ts';
import { fi as healthFi } from './health/fi.ts';
import { en as healthEn } from './health/en.ts';
import { nb as homeNb } from './home/nb.ts';
import { sv as homeSv } from './home/sv.ts';
import { da as homeDa } from './home/da.ts';
import { fi as homeFi } from './home/fi.ts';
import { en as homeEn } from './home/en.ts';
import { nb as productsNb } from './products/nb.ts';
import { sv as productsSv } from './products/sv.ts';
import { da as productsDa } from './products/da.ts';
import { fi as productsFi } from './products/fi.ts';
import { en as productsEn } from './products/en.ts';
import { nb as refillNb } from './refill/nb.ts';
import { sv as refillSv } from './refill/sv.ts';
import { da as refillDa } from './refill/da.ts';
import { fi as refillFi } from './refill/fi.ts';
import { en as refillEn } from './refill/en.ts';
import { nb as maximumNb } from './maximum/nb.ts';
import { sv as maximumSv } from './maximum/sv.ts';
import { da as maximumDa } from './maximum/da.ts';
import { fi as maximumFi } from './maximum/fi.ts';
import { en as maximumEn } from './maximum/en.ts';
import { nb as refusalNb } from './refusal/nb.ts';
import { sv as refusalSv } from './refusal/sv.ts';
import { da as refusalDa } from './refusal/da.ts';
import { fi as refusalFi } from './refusal/fi.ts';
import { en as refusalEn } from './refusal/en.ts';
import { nb as reportsNb } from './reports/nb.ts';
import { sv as reportsSv } from './reports/sv.ts';
import { da as reportsDa } from './reports/da.ts';
import { fi as reportsFi } from './reports/fi.ts';
import { en as reportsEn } from './reports/en.ts';
import { nb as reviewsNb } from './reviews/nb.ts';
import { sv as reviewsSv } from './reviews/sv.ts';
import { da as reviewsDa } from './reviews/da.ts';
import { fi as reviewsFi } from './reviews/fi.ts';
import { en as reviewsEn } from './reviews/en.ts';
import { nb as salesNb } from './sales/nb.ts';
import { sv as salesSv } from './sales/sv.ts';
import { da as salesDa } from './sales/da.ts';
import { fi as salesFi } from './sales/fi.ts';
import { en as salesEn } from './sales/en.ts';
import { nb as sheetNb } from './sheet/nb.ts';
import { sv as sheetSv } from './sheet/sv.ts';
import { da as sheetDa } from './sheet/da.ts';
import { fi as sheetFi } from './sheet/fi.ts';
import { en as sheetEn } from './sheet/en.ts';
import { nb as setupNb } from './setup/nb.ts';
import { sv as setupSv } from './setup/sv.ts';
import { da as setupDa } from './setup/da.ts';
import { fi as setupFi } from './setup/fi.ts';
import { en as setupEn } from './setup/en.ts';
import { nb as signInNb } from './signIn/nb.ts';
import { sv as signInSv } from './signIn/sv.ts';
import { da as signInDa } from './signIn/da.ts';
import { fi as signInFi } from './signIn/fi.ts';
import { en as signInEn } from './signIn/en.ts';
import { nb as pricesNb } from './prices/nb.ts';
import { sv as pricesSv } from './prices/sv.ts';
import { da as pricesDa } from './prices/da.ts';
import { fi as pricesFi } from './prices/fi.ts';
import { en as pricesEn } from './prices/en.ts';
import { nb as slotsNb } from './slots/nb.ts';
import { sv as slotsSv } from './slots/sv.ts';
import { da as slotsDa } from './slots/da.ts';
import { fi as slotsFi } from './slots/fi.ts';
import { en as slotsEn } from './slots/en.ts';
import { nb as statusNb } from './status/nb.ts';
import { sv as statusSv } from './status/sv.ts';
import { da as statusDa } from './status/da.ts';
import { fi as statusFi } from './status/fi.ts';
import { en as statusEn } from './status/en.ts';
import { nb as touchNb } from './touch/nb.ts';
import { sv as touchSv } from './touch/sv.ts';
import { da as touchDa } from './touch/da.ts';
import { fi as touchFi } from './touch/fi.ts';
import { en as touchEn } from './touch/en.ts';
import { nb as usbNb } from './usb/nb.ts';
import { sv as usbSv } from './usb/sv.ts';
import { da as usbDa } from './usb/da.ts';
import { fi as usbFi } from './usb/fi.ts';
import { en as usbEn } from './usb/en.ts';

/** Every text in every language, topic by topic; a test refuses what is missing, never used or differently filled in. */
export const TEXTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  nb: {
    ...diagnosticsNb,
    ...trafficNb,
    ...faultNb,
    ...frameNb,
    ...changesNb,
    ...peopleNb,
    ...settingsNb,
    ...healthNb,
    ...homeNb,
    ...productsNb,
    ...refillNb,
    ...maximumNb,
    ...refusalNb,
    ...reportsNb,
    ...reviewsNb,
    ...salesNb,
    ...sheetNb,
    ...setupNb,
    ...signInNb,
    ...slotsNb,
    ...pricesNb,
    ...statusNb,
    ...touchNb,
    ...usbNb,
  },
  sv: {
    ...diagnosticsSv,
    ...trafficSv,
    ...faultSv,
    ...frameSv,
    ...changesSv,
    ...peopleSv,
    ...settingsSv,
    ...healthSv,
    ...homeSv,
    ...productsSv,
    ...refillSv,
    ...maximumSv,
    ...refusalSv,
    ...reportsSv,
    ...reviewsSv,
    ...salesSv,
    ...sheetSv,
    ...setupSv,
    ...signInSv,
    ...slotsSv,
    ...pricesSv,
    ...statusSv,
    ...touchSv,
    ...usbSv,
  },
  da: {
    ...diagnosticsDa,
    ...trafficDa,
    ...faultDa,
    ...frameDa,
    ...changesDa,
    ...peopleDa,
    ...settingsDa,
    ...healthDa,
    ...homeDa,
    ...productsDa,
    ...refillDa,
    ...maximumDa,
    ...refusalDa,
    ...reportsDa,
    ...reviewsDa,
    ...salesDa,
    ...sheetDa,
    ...setupDa,
    ...signInDa,
    ...slotsDa,
    ...pricesDa,
    ...statusDa,
    ...touchDa,
    ...usbDa,
  },
  fi: {
    ...diagnosticsFi,
    ...trafficFi,
    ...faultFi,
    ...frameFi,
    ...changesFi,
    ...peopleFi,
    ...settingsFi,
    ...healthFi,
    ...homeFi,
    ...productsFi,
    ...refillFi,
    ...maximumFi,
    ...refusalFi,
    ...reportsFi,
    ...reviewsFi,
    ...salesFi,
    ...sheetFi,
    ...setupFi,
    ...signInFi,
    ...slotsFi,
    ...pricesFi,
    ...statusFi,
    ...touchFi,
    ...usbFi,
  },
  en: {
    ...diagnosticsEn,
    ...trafficEn,
    ...faultEn,
    ...frameEn,
    ...changesEn,
    ...peopleEn,
    ...settingsEn,
    ...healthEn,
    ...homeEn,
    ...productsEn,
    ...refillEn,
    ...maximumEn,
    ...refusalEn,
    ...reportsEn,
    ...reviewsEn,
    ...salesEn,
    ...sheetEn,
    ...setupEn,
    ...signInEn,
    ...slotsEn,
    ...pricesEn,
    ...statusEn,
    ...touchEn,
    ...usbEn,
  },
};

/** A number stays on the line of its unit. */
const BEFORE_UNIT = /(?<=\d|\}\}) (?=(?:ms|s|min|mm|°C|%)(?![\p{L}\d]))/gu;

function unbroken(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(texts);
  return Object.fromEntries(entries.map(([key, text]) => [key, text.replace(BEFORE_UNIT, NBSP)]));
}

/** What every `{{brand}}` says from now on: the name of the market's day (core/market/brand.ts). */
export function sayBrand(texts: i18n, brand: string): void {
  texts.options.interpolation = { ...texts.options.interpolation, defaultVariables: { brand } };
}

/** The keys hold dots, so nothing is nested. */
export function startTexts(language: Language): i18n {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false, defaultVariables: { brand: 'Vipps' } },
    resources: Object.fromEntries(
      Object.entries(TEXTS).map(([name, translation]) => [
        name,
        { translation: unbroken(translation) },
      ]),
    ),
  });
  return i18next;
}
