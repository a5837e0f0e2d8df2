export const en = {
  'refusal.usb-none': 'There is no USB stick. Plug one in and try again.',
  'refusal.usb-gone':
    'The USB stick is gone or does not answer. Plug it in again and try once more.',
  'refusal.usb-full':
    'The USB stick is full. Nothing was saved. Make room on it or take another one.',
  'refusal.usb-read-only':
    'Nothing can be saved on this USB stick: it is write-protected. Move its switch or take another one.',
  'refusal.usb-no-such-file': 'The file is not on the USB stick any more. Choose another one.',
  'refusal.usb-too-many-files':
    'There are too many files on the USB stick. Use one that holds little else.',
  'refusal.usb-file-too-big': 'The file is too big for a product list. Choose another one.',
  'refusal.usb-unreadable':
    'The USB stick cannot be used. Try another one, formatted as FAT32 or exFAT.',
};
