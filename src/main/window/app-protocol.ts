import type { Protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { APP_ORIGIN, APP_SCHEME, CONTENT_SECURITY_POLICY } from './security-policy.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The file that an `app:` address means, or undefined when it is none of the window's own. */
export function fileOf(url: string, folder: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, pathname } = new URL(url);
  if (`${protocol}//${host}` !== APP_ORIGIN) return undefined;
  if (/%(?![0-9a-f]{2})/i.test(pathname) || /%[89a-f]/i.test(pathname)) return undefined;
  const file = normalize(join(folder, decodeURIComponent(pathname)));
  const isKnown = Object.hasOwn(TYPES, extname(file));
  return isKnown && file.startsWith(folder + sep) ? file : undefined;
}

/** Serves the window its own files, and nothing else, with the content security policy. */
export function serveApp(protocol: Protocol, folder: string): void {
  protocol.handle(APP_SCHEME, async (request) => {
    const file = fileOf(request.url, folder);
    if (file === undefined) return new Response('Not found', { status: 404 });
    try {
      return new Response(new Uint8Array(await readFile(file)), {
        headers: {
          'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
          'content-security-policy': CONTENT_SECURITY_POLICY,
          'x-content-type-options': 'nosniff',
        },
      });
    } catch {
      return new Response('Not found', { status: 404 });
    }
  });
}
