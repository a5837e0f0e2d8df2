/**
 * One bare hop of the baseline: takes a message (HTTP POST or a line), commits it, passes it on as a line. No signature,
 * no parsing, no decisions: only the cost of machine and disk.
 * argv: kind (`http` or `line`), port of the next hop, database file. Prints its own port.
 */
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { openDatabase } from '#sqlite/database.ts';

const [kind = '', nextPort = '', file = ''] = process.argv.slice(2);
const database = openDatabase({
  path: file,
  migrations: ['CREATE TABLE event (body TEXT NOT NULL) STRICT;'],
});
const next = connect(Number(nextPort), '127.0.0.1');
next.setNoDelay(true);

function passOn(body: string): void {
  database.run('INSERT INTO event (body) VALUES (?)', body);
  next.write(`${body}\n`);
}

const server: Server =
  kind === 'http'
    ? createHttpServer((request, response) => {
        let body = '';
        request.on('data', (bytes: Buffer) => (body += bytes.toString()));
        request.on('end', () => {
          passOn(body);
          response.end('{}');
        });
      })
    : createServer((socket) => {
        socket.setNoDelay(true);
        socket.on('data', (bytes: Buffer) => {
          passOn(bytes.toString().trim());
        });
      });
server.listen(0, '127.0.0.1', () => {
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  process.stdout.write(`${JSON.stringify({ port })}\n`);
});
process.once('SIGTERM', () => {
  process.exit(0);
});
