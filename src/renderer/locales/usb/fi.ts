import type { en } from './en.ts';

export const fi: Readonly<Record<keyof typeof en, string>> = {
  'refusal.usb-none': 'Laitteessa ei ole USB-tikkua. Laita tikku paikalleen ja yritä uudelleen.',
  'refusal.usb-gone': 'USB-tikku on poissa tai ei vastaa. Laita se takaisin ja yritä uudelleen.',
  'refusal.usb-full':
    'USB-tikku on täynnä. Mitään ei tallennettu. Tee tilaa tai käytä toista tikkua.',
  'refusal.usb-read-only':
    'USB-tikulle ei voi tallentaa: se on kirjoitussuojattu. Siirrä sen kytkintä tai käytä toista tikkua.',
  'refusal.usb-no-such-file': 'Tiedosto ei ole enää USB-tikulla. Valitse toinen.',
  'refusal.usb-too-many-files':
    'USB-tikulla on liikaa tiedostoja. Käytä tikkua, jolla on vain vähän muuta.',
  'refusal.usb-file-too-big': 'Tiedosto on liian suuri tuoteluetteloksi. Valitse toinen.',
  'refusal.usb-unreadable': 'USB-tikkua ei voi käyttää. Kokeile toista: FAT32 tai exFAT.',
};
