import type { en } from './en.ts';

/** Dansk. */
export const da: Readonly<Record<keyof typeof en, string>> = {
  'fault.motorJammed':
    'Plads {{slot}} sidder fast. Motoren kom ikke rundt. Løsn varen, kør motoren én gang, og nulstil.',
  'fault.motorRunsOn':
    'Motoren i plads {{slot}} stopper ikke. Kontakten er slidt eller snavset. Tjek den, kør én gang, og nulstil.',
  'fault.motorMissing':
    'Plads {{slot}} har ingen motor. Den er ikke tilsluttet. Skub hylden helt ind, test, og nulstil.',
  'fault.motorUnreachable':
    'Motoren i plads {{slot}} svarer ikke. Et kabel er løst. Skub hylden helt ind, test, og nulstil.',
  'fault.motorShorted': 'Motoren i plads {{slot}} er kortsluttet. Skift den, test, og nulstil.',
  'fault.deliveryStopped':
    'Plads {{slot}} leverede intet. Automaten stoppede undervejs. Se, hvad der blokerer, kør én gang, og nulstil.',
  'fault.selectionPaused':
    'Automaten holder plads {{slot}} tilbage. Den har svigtet før. Kør én gang, og nulstil.',
  'fault.foodTooWarm':
    'Det var for varmt for længe: plads {{slot}} sælges ikke. Smid maden ud, fyld frisk på, og nulstil.',
  'fault.elevatorFault':
    'Elevatoren kører ikke, som den skal. Noget er i vejen. Fjern det, og nulstil fejlen.',
  'fault.deliveryDoorFault':
    'Udleveringslugen lukker ikke. Se, hvad der holder den åben, og nulstil fejlen.',
  'fault.microwaveFault': 'Mikroovnen melder fejl. Få den set efter, og nulstil fejlen.',
  'fault.dropSensorFault':
    'Faldsensoren ser intet, eller altid noget. Rens glasset, test, og nulstil fejlen.',
  'fault.productInElevator':
    'Der ligger en vare i elevatoren. Den forrige kunde tog den ikke. Tag den ud; salget starter igen af sig selv.',
  'fault.doorOpen': 'Døren er åben. Luk den; salget starter igen af sig selv.',
  'fault.refrigerationFault':
    'Kølingen melder fejl. Automaten sælger stadig. Tjek blæser, is og strøm til kølingen.',
  'fault.temperatureUnread':
    'Temperaturen kan ikke læses. Automaten sælger stadig. Tjek føleren og dens kabel.',
  'fault.times_one': 'én gang',
  'fault.times_other': '{{count}} gange',
  'fault.since': 'siden {{time}}',
  'fault.clear': 'Nulstil',
  'fault.cleared': 'Nulstillet. Det, der var stoppet, sælges igen.',
};
