import type { en } from './en.ts';

export const nb: Readonly<Record<keyof typeof en, string>> = {
  'refusal.usb-none': 'Det er ingen minnepinne i maskinen. Sett inn en og prøv igjen.',
  'refusal.usb-gone': 'Minnepinnen er borte eller svarer ikke. Sett den inn igjen og prøv på nytt.',
  'refusal.usb-full': 'Minnepinnen er full. Ingenting ble lagret. Lag plass eller bruk en annen.',
  'refusal.usb-read-only':
    'Det kan ikke lagres på denne minnepinnen: den er skrivebeskyttet. Flytt bryteren eller bruk en annen.',
  'refusal.usb-no-such-file': 'Filen ligger ikke lenger på minnepinnen. Velg en annen.',
  'refusal.usb-too-many-files':
    'Det er for mange filer på minnepinnen. Bruk en som det ligger lite annet på.',
  'refusal.usb-file-too-big': 'Filen er for stor til å være en vareliste. Velg en annen.',
  'refusal.usb-unreadable':
    'Minnepinnen kan ikke brukes. Prøv en annen, formatert som FAT32 eller exFAT.',
};
