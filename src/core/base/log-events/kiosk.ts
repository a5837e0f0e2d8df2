import type { LogEvent } from './log-event.ts';

/** The program of the kiosk, its computer and its window. */
export const KIOSK_EVENTS = {
  'kiosk.promise-rejected': {
    level: 'error',
    sentence: 'A defect: a promise failed and nobody waited for it. The kiosk goes on.',
    fields: ['error', 'stack'],
    advice: 'Report it with the stack.',
  },
  'kiosk.uncaught-exception': {
    level: 'error',
    sentence: 'A defect: nobody caught an exception. The kiosk ends and starts again.',
    fields: ['error', 'stack'],
    advice: 'Report it with the stack.',
  },
  'kiosk.replaced': {
    level: 'error',
    sentence:
      'Another PC was enrolled as this machine. This one sells no more and moves no money; the other one settles.',
    fields: ['openSales'],
    advice: 'Unplug this PC, or enrol it with a new code.',
  },
  'kiosk.bundle-sent': {
    level: 'info',
    sentence: 'The relay keeps today’s encrypted bundle of this machine.',
    fields: ['bytes'],
  },
  'kiosk.bundle-not-sent': {
    level: 'warn',
    sentence:
      'The encrypted bundle could not be sent to the relay; the kiosk tries again in an hour.',
    fields: ['reason'],
    advice: 'Until it succeeds, keep a bundle on a stick: a new PC needs one.',
  },
  'kiosk.data-directory-open': {
    level: 'warn',
    sentence: 'Other users can read the data directory.',
    fields: ['dataDir'],
    advice: 'Give the kiosk a directory of its own, mode 700.',
  },
  'kiosk.relay-facts-not-kept': {
    level: 'error',
    sentence:
      'What the relay told could not be written to the database; the kiosk holds it in memory.',
    fields: ['reason'],
    advice: 'Look at the disk of this machine.',
  },
  'kiosk.brightness-not-set': {
    level: 'warn',
    sentence: 'The brightness of the panel could not be set.',
    fields: ['percent', 'reason'],
    advice: 'Check the backlight of this computer and the rights of the kiosk’s user.',
  },
  'kiosk.systemd-not-told': {
    level: 'error',
    sentence: 'The kiosk cannot tell systemd that it lives, and will be restarted.',
    fields: ['reason'],
    advice: 'Install perl-base on this computer.',
  },
  'kiosk.watchdog-not-fed': {
    level: 'error',
    sentence:
      'A part of the kiosk does not answer (line: the process at the board; store: the database); systemd restarts the kiosk.',
    fields: ['part'],
    advice: 'Look at the disk of this machine, and report it if it happens again.',
  },
  'kiosk.licences-unreadable': {
    level: 'warn',
    sentence: 'The file with the licences cannot be read.',
    fields: ['file', 'reason'],
    advice: 'Install the kiosk again. It sells meanwhile.',
  },
  'window.load-failed': {
    level: 'error',
    sentence: 'The window could not load its page.',
    fields: ['reason'],
    advice: 'Install the kiosk again if it stays. It sells meanwhile.',
  },
  'window.renderer-died': {
    level: 'error',
    sentence: 'The page of the window died; the kiosk loads it again.',
    fields: ['reason'],
    advice: 'Report it if it happens often. The kiosk sells meanwhile.',
  },
  'window.renderer-hangs': {
    level: 'error',
    sentence: 'The page of the window hangs; the kiosk loads it again.',
    fields: [],
    advice: 'Report it. The kiosk sells meanwhile.',
  },
  'window.drawing-hangs': {
    level: 'warn',
    sentence:
      'The page of the window lives and is not drawn; the kiosk ends the process that draws.',
    fields: [],
    advice: 'Look at the display and its cable. The kiosk sells meanwhile.',
  },
  'window.closed': {
    level: 'error',
    sentence: 'The window is gone; the kiosk opens it again.',
    fields: [],
    advice: 'Find out who closes it. The kiosk sells meanwhile.',
  },
  'window.child-died': {
    level: 'warn',
    sentence: 'A child process of the window died; Electron starts it again.',
    fields: ['type', 'name', 'reason', 'exitCode'],
    advice: 'Look at the memory and the graphics driver of this computer if it happens often.',
  },
  'ipc.foreign-page': {
    level: 'error',
    sentence: 'A page that is not ours called the kiosk; it was refused.',
    fields: ['method', 'url'],
    advice: 'Find out who was at the machine. Report it.',
  },
  'ipc.not-allowed': {
    level: 'warn',
    sentence: 'Somebody asked for something that they may not do; they were refused.',
    fields: ['method', 'code'],
    advice: 'Nothing, unless it happens often.',
  },
  'ipc.argument-invalid': {
    level: 'error',
    sentence: 'The window made a call with a wrong argument; it was refused.',
    fields: ['method', 'error'],
    advice: 'Report it: it is a defect.',
  },
  'ipc.call-failed': {
    level: 'error',
    sentence: 'A call of the window failed.',
    fields: ['method', 'reason'],
    advice: 'Look at the reason. Report it if it is not the disk.',
  },
} as const satisfies Readonly<Record<string, LogEvent>>;
