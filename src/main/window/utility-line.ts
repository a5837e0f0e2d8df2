import { utilityProcess } from 'electron';

/** Adapts Electron's utility process to a line process. The receiver checks its messages. */
export interface UtilityLine {
  post(message: unknown): void;
  onNews(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}

/** Starts `program` beside the window's main process. */
export function startUtilityLine(program: string): UtilityLine {
  const child = utilityProcess.fork(program, [], {
    serviceName: 'Vendskap line',
    stdio: 'inherit',
  });
  return {
    post: (message) => {
      child.postMessage(message);
    },
    onNews: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      child.once('exit', listener);
    },
    kill: () => {
      child.kill();
    },
  };
}
