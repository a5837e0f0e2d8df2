interface Sandbox {
  /** `--no-sandbox` is on the command line of Electron. */
  readonly isSwitchedOff: boolean;
  readonly isRoot: boolean;
}

/** A warning when Chromium's sandbox is off; undefined: it is on. */
export function sandboxWarning({ isSwitchedOff, isRoot }: Sandbox): string | undefined {
  if (!isSwitchedOff) return undefined;
  return isRoot
    ? 'Started as root: the sandbox of the window is switched off. Start it as an ordinary user to keep it.'
    : 'The sandbox of the window is switched off by --no-sandbox. Start it without to keep it.';
}
