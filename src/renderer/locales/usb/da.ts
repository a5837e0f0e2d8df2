import type { en } from './en.ts';

export const da: Readonly<Record<keyof typeof en, string>> = {
  'refusal.usb-none': 'Der sidder ingen USB-nøgle i. Sæt en i, og prøv igen.',
  'refusal.usb-gone': 'USB-nøglen er væk eller svarer ikke. Sæt den i igen, og prøv en gang til.',
  'refusal.usb-full': 'USB-nøglen er fuld. Intet blev gemt. Gør plads, eller tag en anden.',
  'refusal.usb-read-only':
    'Der kan ikke gemmes på USB-nøglen: den er skrivebeskyttet. Flyt kontakten, eller tag en anden.',
  'refusal.usb-no-such-file': 'Filen ligger ikke længere på USB-nøglen. Vælg en anden.',
  'refusal.usb-too-many-files':
    'Der er for mange filer på USB-nøglen. Brug en, hvor der ikke ligger så meget andet.',
  'refusal.usb-file-too-big': 'Filen er for stor til at være en vareliste. Vælg en anden.',
  'refusal.usb-unreadable':
    'USB-nøglen kan ikke bruges. Prøv en anden, formateret som FAT32 eller exFAT.',
};
