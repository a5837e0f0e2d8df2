/** A version that was tried and did not work, or that crashed until the one before came back. */
export interface GivenUp {
  readonly id: string;
  /** A word: `crashed`, `hung`, `starts`, `damaged`, `missing`, or what its health check found. */
  readonly reason: string;
  /** Wall clock. */
  readonly atMs: number;
}

/** What the chooser wrote (docs/updates.md). Ids of versions. */
export interface ChooserState {
  readonly current: string;
  readonly previous: string | undefined;
  readonly trial: string | undefined;
  /** Oldest first. */
  readonly givenUp: readonly GivenUp[];
}

/** `0.2.0-5d41402abc4b` → `0.2.0` */
export function versionOfId(id: string): string {
  return id.replace(/-[0-9a-f]{12}$/, '');
}

function givenUpOf(words: string): readonly GivenUp[] {
  const [, id, reason, seconds] = /^(\S+) ([a-z-]+) (\d{1,12})$/.exec(words) ?? [];
  if (id === undefined || reason === undefined) return [];
  return [{ id, reason, atMs: Number(seconds) * 1000 }];
}

/** Reads the text of `state`; undefined: it is none, or not whole. */
export function readChooserState(text: string): ChooserState | undefined {
  const lines = text.trimEnd().split('\n');
  if (lines[0] !== 'versions 1' || lines.at(-1) !== 'end') return undefined;
  const values = (key: string): readonly string[] =>
    lines
      .filter((line) => line.startsWith(`${key} `))
      .map((line) => line.slice(key.length + 1).trim())
      .filter((value) => value !== '');
  const current = values('current')[0];
  if (current === undefined) return undefined;
  return {
    current,
    previous: values('previous')[0],
    trial: values('trial')[0],
    givenUp: values('rolled_back').flatMap(givenUpOf),
  };
}
