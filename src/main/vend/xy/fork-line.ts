import { fork } from 'node:child_process';
import { isLineNews, type SpawnLine } from './link-messages.ts';

/** A line process of plain Node: this very program, told to serve a line. */
export function forkLine(program: string, word: string): SpawnLine {
  return () => {
    const child = fork(program, [word], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // Interrupts from the keyboard go to the whole group: the kiosk ends its line itself.
      detached: true,
    });
    child.on('error', () => child.kill('SIGKILL'));
    return {
      post: (order) => {
        if (child.connected) child.send(order, () => undefined);
      },
      onNews: (listener) => {
        child.on('message', (news) => {
          if (isLineNews(news)) listener(news);
        });
      },
      onExit: (listener) => {
        child.once('exit', listener);
      },
      kill: () => {
        child.kill('SIGKILL');
      },
    };
  };
}
