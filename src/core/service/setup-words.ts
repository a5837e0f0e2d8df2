import type { Language } from './person.ts';
import type { SetupStep } from './setup.ts';

export interface SetupWords {
  readonly title: string;
  readonly machine: string;
  readonly location: string;
  readonly software: string;
  readonly relay: string;
  readonly line: string;
  readonly saved: string;
  readonly complete: string;
  readonly incomplete: string;
  readonly done: string;
  readonly failed: string;
  readonly open: string;
  readonly step: Readonly<Record<SetupStep, string>>;
}

/** What the commissioning report says on paper. */
export const SETUP_WORDS: Readonly<Record<Language, SetupWords>> = {
  nb: {
    title: 'Oppsettsrapport',
    machine: 'Automat',
    location: 'Sted',
    software: 'Programversjon',
    relay: 'Relay',
    line: 'Linje',
    saved: 'Lagret',
    complete: 'Alle steg er ferdige.',
    incomplete: 'Ikke alle steg er ferdige.',
    done: 'ferdig',
    failed: 'ikke i orden',
    open: 'ikke gjort',
    step: {
      language: 'Språk',
      panel: 'Skjermstørrelse',
      network: 'Nettverk',
      machine: 'Automat',
      relay: 'Registrering',
      products: 'Varer',
      maximum: 'Maksbeløp',
      sheet: 'Ark',
      proof: 'Prøveskann',
      testSale: 'Testsalg',
      report: 'Rapport',
    },
  },
  sv: {
    title: 'Installationsrapport',
    machine: 'Automat',
    location: 'Plats',
    software: 'Programversion',
    relay: 'Relä',
    line: 'Linje',
    saved: 'Sparad',
    complete: 'Alla steg är klara.',
    incomplete: 'Alla steg är inte klara.',
    done: 'klart',
    failed: 'inte i ordning',
    open: 'inte gjort',
    step: {
      language: 'Språk',
      panel: 'Panelens storlek',
      network: 'Nätverk',
      machine: 'Automat',
      relay: 'Registrering',
      products: 'Varor',
      maximum: 'Maxbelopp',
      sheet: 'Ark',
      proof: 'Provskanning',
      testSale: 'Testköp',
      report: 'Rapport',
    },
  },
  da: {
    title: 'Opsætningsrapport',
    machine: 'Automat',
    location: 'Sted',
    software: 'Programversion',
    relay: 'Relay',
    line: 'Linje',
    saved: 'Gemt',
    complete: 'Alle trin er færdige.',
    incomplete: 'Ikke alle trin er færdige.',
    done: 'færdig',
    failed: 'ikke i orden',
    open: 'ikke gjort',
    step: {
      language: 'Sprog',
      panel: 'Skærmstørrelse',
      network: 'Netværk',
      machine: 'Automat',
      relay: 'Registrering',
      products: 'Varer',
      maximum: 'Maksbeløb',
      sheet: 'Ark',
      proof: 'Prøvescan',
      testSale: 'Testsalg',
      report: 'Rapport',
    },
  },
  fi: {
    title: 'Käyttöönottoraportti',
    machine: 'Automaatti',
    location: 'Paikka',
    software: 'Ohjelmaversio',
    relay: 'Välityspalvelin',
    line: 'Linja',
    saved: 'Tallennettu',
    complete: 'Kaikki vaiheet ovat valmiit.',
    incomplete: 'Kaikki vaiheet eivät ole valmiita.',
    done: 'valmis',
    failed: 'ei kunnossa',
    open: 'tekemättä',
    step: {
      language: 'Kieli',
      panel: 'Näytön koko',
      network: 'Verkko',
      machine: 'Automaatti',
      relay: 'Rekisteröinti',
      products: 'Tuotteet',
      maximum: 'Enimmäissumma',
      sheet: 'Arkki',
      proof: 'Koeskannaus',
      testSale: 'Koeosto',
      report: 'Raportti',
    },
  },
  en: {
    title: 'Set-up report',
    machine: 'Machine',
    location: 'Location',
    software: 'Software version',
    relay: 'Relay',
    line: 'Line',
    saved: 'Saved',
    complete: 'Every step is done.',
    incomplete: 'Not every step is done.',
    done: 'done',
    failed: 'not in order',
    open: 'not done',
    step: {
      language: 'Language',
      panel: 'Panel size',
      network: 'Network',
      machine: 'Machine',
      relay: 'Enrolment',
      products: 'Products',
      maximum: 'Maximum amount',
      sheet: 'Posted sheet',
      proof: 'Proof scan',
      testSale: 'Test sale',
      report: 'Report',
    },
  },
};
