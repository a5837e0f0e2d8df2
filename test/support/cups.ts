import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './stage.ts';

const BIN = '/usr/lib/cups';
const PPD = '/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd';
/** Where Debian's cups-pdf writes the prints of root. */
const PRINTED = join(homedir(), 'PDF');

const CONFIG = `
LogLevel warn
ErrorPolicy stop-printer
Browsing No
DefaultAuthType None
WebInterface No
IdleExitTimeout 0
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit Cancel-Job CUPS-Authenticate-Job>
    Require user @OWNER @SYSTEM
    Order deny,allow
  </Limit>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
`;

/** Backend of a printer whose tray is empty until a file “paper” exists; reports to CUPS as real printers do. */
const TRAY = `#!/bin/sh
if [ $# -eq 0 ]; then echo 'direct tray "Unknown" "Tray"'; exit 0; fi
folder="\${DEVICE_URI#tray:}"
while [ ! -e "$folder/paper" ]; do echo 'STATE: +media-empty-error' >&2; sleep 0.1; done
echo 'STATE: -media-empty-error' >&2
cat "\${6:--}" > "$folder/printed"
`;

/** PPD of a printer with a single paper size, as in old drivers. */
const A4_ONLY = `*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "A4.PPD"
*Manufacturer: "Vendskap"
*Product: "(A4)"
*ModelName: "A4"
*ShortNickName: "A4"
*NickName: "A4"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*FileSystem: False
*cupsFilter: "application/vnd.cups-pdf 0 -"
*OpenUI *PageSize/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: A4
*PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: A4
*PageRegion A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "0 0 595 842"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
`;

/** A CUPS server in its own folder; needs root, as cups-pdf does. */
export interface Cups {
  /** Value for `CUPS_SERVER`. */
  readonly server: string;
  /** Runs a CUPS command; throws its message when it fails. */
  run(command: string, ...args: string[]): string;
  /** Adds a queue that prints to PDF files. */
  addPdfQueue(name: string): void;
  /** Adds a queue for a printer that only takes A4. */
  addA4Queue(name: string): void;
  /** Adds a queue whose printer has no paper. @returns a function that loads paper */
  addEmptyTray(name: string): () => void;
  /** The PDF that was printed under this title; undefined: not yet. */
  printed(title: string): Uint8Array | undefined;
  stop(): Promise<void>;
}

export async function startCups(): Promise<Cups> {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-cups-'));
  chmodSync(folder, 0o711);
  const at = (name: string): string => join(folder, name);
  for (const name of ['etc', 'etc/ppd', 'spool', 'cache', 'state', 'log', 'bin', 'bin/backend']) {
    mkdirSync(at(name));
  }
  // CUPS filters write to a world-writable folder, as /tmp is.
  mkdirSync(at('tmp'));
  chmodSync(at('tmp'), 0o1777);
  for (const name of readdirSync(BIN).filter((one) => one !== 'backend')) {
    symlinkSync(join(BIN, name), at(`bin/${name}`));
  }
  copyFileSync(join(BIN, 'backend/cups-pdf'), at('bin/backend/cups-pdf'));
  chmodSync(at('bin/backend/cups-pdf'), 0o700);
  writeFileSync(at('bin/backend/tray'), TRAY, { mode: 0o700 });
  const server = at('cups.sock');
  writeFileSync(at('etc/cupsd.conf'), `Listen ${server}${CONFIG}`);
  const files = {
    SystemGroup: 'root lpadmin',
    ServerRoot: at('etc'),
    ServerBin: at('bin'),
    RequestRoot: at('spool'),
    CacheDir: at('cache'),
    StateDir: at('state'),
    TempDir: at('tmp'),
    ErrorLog: at('log/error_log'),
    AccessLog: at('log/access_log'),
    PageLog: at('log/page_log'),
  };
  const lines = Object.entries(files).map(([key, value]) => `${key} ${value}`);
  writeFileSync(at('etc/cups-files.conf'), [...lines, ''].join('\n'));
  const config = ['-c', at('etc/cupsd.conf'), '-s', at('etc/cups-files.conf'), '-f'];
  const child = spawn('/usr/sbin/cupsd', config, { stdio: 'ignore' });
  const env = { ...process.env, CUPS_SERVER: server, LC_ALL: 'C' };

  function run(command: string, ...args: string[]): string {
    const done = spawnSync(command, args, { encoding: 'utf8', env });
    if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${done.stderr}`);
    return done.stdout;
  }
  const add = (name: string, uri: string): void => {
    run('lpadmin', '-p', name, '-v', uri, '-P', PPD, '-E');
  };
  await until('the print service', () => {
    const said = spawnSync('lpstat', ['-r'], { encoding: 'utf8', env }).stdout;
    return Promise.resolve(said.includes('is running') ? true : undefined);
  });
  return {
    server,
    run,
    addPdfQueue: (name) => {
      add(name, 'cups-pdf:/');
    },
    addA4Queue: (name) => {
      const ppd = at(`${name}.ppd`);
      writeFileSync(ppd, A4_ONLY);
      run('lpadmin', '-p', name, '-v', 'cups-pdf:/', '-P', ppd, '-E');
    },
    addEmptyTray: (name) => {
      const tray = at(`tray-${name}`);
      mkdirSync(tray);
      add(name, `tray:${tray}`);
      return () => {
        writeFileSync(join(tray, 'paper'), '');
      };
    },
    printed: (title) => {
      try {
        const file = readdirSync(PRINTED).find((name) => name.startsWith(title));
        if (file === undefined) return undefined;
        const bytes = readFileSync(join(PRINTED, file));
        // Not completely written yet.
        if (!bytes.subarray(-16).includes('%%EOF')) return undefined;
        rmSync(join(PRINTED, file));
        return bytes;
      } catch {
        return undefined;
      }
    },
    stop: async () => {
      if (child.exitCode === null) {
        child.kill();
        await once(child, 'exit');
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
