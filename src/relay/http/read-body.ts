import type { IncomingMessage } from 'node:http';
import { LARGEST_BODY } from './refusal.ts';

/** Undefined when the body is too large: the rest is read and discarded. Rejects when the connection breaks before its end. */
export function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) {
    request.resume();
    return Promise.resolve(undefined);
  }
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let length = 0;
    request.on('data', (chunk: Uint8Array) => {
      length += chunk.length;
      if (length <= LARGEST_BODY) chunks.push(chunk);
    });
    request.once('end', () => {
      resolve(length > LARGEST_BODY ? undefined : Buffer.concat(chunks));
    });
    request.once('error', reject);
    request.once('close', () => {
      reject(new Error('The connection broke before the end of the body.'));
    });
  });
}
