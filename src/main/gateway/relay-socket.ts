import { LINK_CLOSE, LINK_PATH } from '#contract/relay/messages.ts';
import { WebSocket } from 'undici';

export interface SocketHandlers {
  onOpen(): void;
  onText(text: string): void;
  /** Once, and nothing after it. `isRefused`: the credential is not accepted. */
  onClose(detail: string, isRefused: boolean): void;
}

/** One connection to the relay; it ends and is never opened again. */
export interface RelaySocket {
  send(text: string): void;
  close(code: number): void;
}

export function openRelaySocket(
  relayUrl: string,
  credential: string,
  handlers: SocketHandlers,
): RelaySocket {
  const url = `${relayUrl.replace(/^http/, 'ws')}${LINK_PATH}`;
  const socket = new WebSocket(url, { headers: { authorization: `Bearer ${credential}` } });
  let reason = '';
  let isClosed = false;
  const end = (detail: string, isRefused: boolean): void => {
    if (isClosed) return;
    isClosed = true;
    handlers.onClose(detail, isRefused);
  };
  socket.addEventListener('open', () => {
    handlers.onOpen();
  });
  socket.addEventListener('message', (event) => {
    if (!isClosed && typeof event.data === 'string') handlers.onText(event.data);
  });
  socket.addEventListener('error', (event) => {
    reason = event.message;
  });
  socket.addEventListener('close', (event) => {
    const isRefused = event.code === LINK_CLOSE.refused || reason.includes('401');
    const detail = reason === '' ? `the connection ended (${String(event.code)})` : reason;
    end(detail, isRefused);
  });
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: (code) => {
      try {
        socket.close(code);
      } finally {
        end('closed by the kiosk', false);
      }
    },
  };
}
