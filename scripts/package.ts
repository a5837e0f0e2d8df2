/**
 * Builds the AppImage from `dist/linux-unpacked`, which is the product. `--test-build` packages a copy that tests can drive: it
 * differs in one fuse and a marker file, and leaves the product unchanged. Where the real AppImage runtime cannot be
 * downloaded, `--test-build` uses a clearly named stand-in: it proves packaging and contents, not the runtime
 * (docs/release.md).
 */
import { build, type Configuration } from 'electron-builder';
import { parse } from 'yaml';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { electronDist } from './electron-dist.ts';
import { SBOM } from './notices.ts';
import { ROOT } from './programs.ts';
import { buildWindow } from './window.ts';

const isTestBuild = process.argv.includes('--test-build');
const RUNTIME_LENGTH = 4096;

/** Unpacks the archive behind it and runs AppRun; padded to a fixed length, so that it knows where the archive begins. */
const STAND_IN = `#!/bin/sh
set -e
APPIMAGE=$(readlink -f "$0"); export APPIMAGE
if [ "\${1:-}" = --appimage-extract ]; then
  exec unsquashfs -q -n -o ${String(RUNTIME_LENGTH)} -d squashfs-root "$APPIMAGE"
fi
APPDIR=$(mktemp -d "\${TMPDIR:-/tmp}/vendskap-standin-XXXXXX"); export APPDIR
trap 'rm -rf "$APPDIR"' EXIT
unsquashfs -q -n -f -o ${String(RUNTIME_LENGTH)} -d "$APPDIR" "$APPIMAGE" >/dev/null
"$APPDIR/AppRun" "$@" &
child=$!
trap 'kill -TERM $child' TERM INT
code=0
wait $child || code=$?
while kill -0 $child 2>/dev/null; do wait $child || code=$?; done
exit $code
`;

function which(name: string): string {
  const found = spawnSync('which', [name], { encoding: 'utf8' });
  if (found.status !== 0) throw new Error(`${name} is missing: run npm run setup.`);
  return found.stdout.trim();
}

function standInTools(): string {
  const folder = join(ROOT, 'dist/.appimage-tools');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'runtimes'), { recursive: true });
  mkdirSync(join(folder, 'lib/x64'), { recursive: true });
  for (const tool of ['mksquashfs', 'desktop-file-validate']) {
    copyFileSync(which(tool), join(folder, tool));
    chmodSync(join(folder, tool), 0o755);
  }
  const runtime = join(folder, 'runtimes/runtime-x64');
  writeFileSync(runtime, STAND_IN + '\n'.repeat(RUNTIME_LENGTH - Buffer.byteLength(STAND_IN)));
  chmodSync(runtime, 0o755);
  return folder;
}

await buildWindow();
const electron = await electronDist();
if (electron.isStandIn && !isTestBuild) {
  process.stderr.write(
    `A release needs the pinned Electron, and here is only ${electron.version}; for tests: npm run package -- --test-build.\n`,
  );
  process.exit(1);
}
const kind = electron.isStandIn ? 'test-build-standin' : 'test-build';
const config: Configuration = {
  ...parse(readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8')),
  electronDist: electron.folder,
  electronVersion: electron.version,
  ...(isTestBuild && { appImage: { artifactName: `vendskap-\${version}-x64-${kind}.AppImage` } }),
};
if (isTestBuild && electron.isStandIn) process.env['APPIMAGE_TOOLS_PATH'] ??= standInTools();
process.stderr.write(`Packaging with Electron ${electron.version} from ${electron.source}.\n`);

const unpacked = join(ROOT, 'dist/linux-unpacked');
const testable = join(ROOT, 'dist/linux-unpacked-test-build');
rmSync(unpacked, { recursive: true, force: true });
rmSync(testable, { recursive: true, force: true });
if (existsSync(join(ROOT, 'dist'))) {
  // Remove the AppImages of earlier builds.
  for (const name of readdirSync(join(ROOT, 'dist'))) {
    if (name.endsWith('.cdx.json')) rmSync(join(ROOT, 'dist', name));
  }
}

/** A copy of the product that accepts a test driver's switches (src/main/window/command-line.ts). */
async function copyForTests(): Promise<string> {
  cpSync(unpacked, testable, { recursive: true, verbatimSymlinks: true });
  writeFileSync(
    join(testable, 'resources/test-build'),
    'A test may drive this build. Not for sale.\n',
  );
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(join(testable, config.executableName ?? ''), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  return testable;
}

const common = { config, x64: true, publish: 'never' as const, projectDir: ROOT };
await build({ ...common, linux: ['dir'] });
const prepackaged = isTestBuild ? await copyForTests() : unpacked;
const artifacts = await build({ ...common, linux: ['AppImage'], prepackaged });
const image = artifacts.find((path) => path.endsWith('.AppImage'));
if (image === undefined || !existsSync(image)) throw new Error('No AppImage was made.');
const sbom = image.replace(/\.AppImage$/, '.cdx.json');
copyFileSync(join(ROOT, 'out/electron', SBOM), sbom);
process.stdout.write(
  `${JSON.stringify({ appImage: image, sbom, electron: electron.version, isTestBuild })}\n`,
);
