import type { en } from './en.ts';

/** Norsk bokmål. */
export const nb: Readonly<Record<keyof typeof en, string>> = {
  'fault.motorJammed':
    'Plass {{slot}} sitter fast. Motoren kom ikke rundt. Løsne varen, kjør motoren én gang og nullstill.',
  'fault.motorRunsOn':
    'Motoren i plass {{slot}} stopper ikke. Bryteren er slitt eller skitten. Sjekk bryteren, kjør én gang og nullstill.',
  'fault.motorMissing':
    'Plass {{slot}} har ingen motor. Den er ikke koblet til. Skyv hyllen helt inn, test og nullstill.',
  'fault.motorUnreachable':
    'Motoren i plass {{slot}} svarer ikke. En kabel er løs. Skyv hyllen helt inn, test og nullstill.',
  'fault.motorShorted': 'Motoren i plass {{slot}} er kortsluttet. Bytt den, test og nullstill.',
  'fault.deliveryStopped':
    'Plass {{slot}} leverte ingenting. Automaten stoppet underveis. Se hva som blokkerer, kjør én gang og nullstill.',
  'fault.selectionPaused':
    'Automaten holder plass {{slot}} tilbake. Den har feilet før. Kjør én gang og nullstill.',
  'fault.foodTooWarm':
    'Det var for varmt for lenge: plass {{slot}} selges ikke. Kast maten, fyll på ny og nullstill.',
  'fault.elevatorFault':
    'Heisen går ikke som den skal. Noe står i veien. Fjern det og nullstill feilen.',
  'fault.deliveryDoorFault':
    'Utleveringsluken lukker seg ikke. Se hva som holder den oppe, og nullstill feilen.',
  'fault.microwaveFault': 'Mikrobølgeovnen melder feil. Få den sett på, og nullstill feilen.',
  'fault.dropSensorFault':
    'Fallsensoren ser ingenting, eller alltid noe. Rengjør glasset, test og nullstill feilen.',
  'fault.productInElevator':
    'Det ligger en vare i heisen. Forrige kunde tok den ikke. Ta den ut; salget starter igjen av seg selv.',
  'fault.doorOpen': 'Døren er åpen. Lukk den; salget starter igjen av seg selv.',
  'fault.refrigerationFault':
    'Kjølingen melder feil. Automaten selger fortsatt. Sjekk vifte, is og strøm til kjølingen.',
  'fault.temperatureUnread':
    'Temperaturen kan ikke leses. Automaten selger fortsatt. Sjekk sensoren og kabelen.',
  'fault.times_one': 'én gang',
  'fault.times_other': '{{count}} ganger',
  'fault.since': 'siden {{time}}',
  'fault.clear': 'Nullstill',
  'fault.cleared': 'Nullstilt. Det som var stoppet, selges igjen.',
};
