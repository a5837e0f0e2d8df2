import type { en } from './en.ts';

export const sv: Readonly<Record<keyof typeof en, string>> = {
  'refusal.usb-none': 'Det sitter inget USB-minne i. Sätt i ett och försök igen.',
  'refusal.usb-gone':
    'USB-minnet är borta eller svarar inte. Sätt i det igen och försök en gång till.',
  'refusal.usb-full': 'USB-minnet är fullt. Inget sparades. Gör plats eller ta ett annat.',
  'refusal.usb-read-only':
    'Det går inte att spara på USB-minnet: det är skrivskyddat. Flytta reglaget eller ta ett annat.',
  'refusal.usb-no-such-file': 'Filen finns inte längre på USB-minnet. Välj en annan.',
  'refusal.usb-too-many-files':
    'Det finns för många filer på USB-minnet. Använd ett där det inte ligger så mycket annat.',
  'refusal.usb-file-too-big': 'Filen är för stor för en varulista. Välj en annan.',
  'refusal.usb-unreadable':
    'USB-minnet kan inte användas. Prova ett annat, formaterat som FAT32 eller exFAT.',
};
