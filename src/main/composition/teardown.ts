type Step = () => void | Promise<void>;

/** What a start has opened. It is closed in reverse order: by a stop, or when the start fails half-way. */
export interface Teardown {
  add(step: Step): void;
  /** Every step is tried. Throws the first error. */
  run(): Promise<void>;
}

export function createTeardown(): Teardown {
  const steps: Step[] = [];
  return {
    add: (step) => {
      steps.push(step);
    },
    run: async () => {
      const errors: unknown[] = [];
      for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
        try {
          await step();
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) throw errors[0];
    },
  };
}

/** Runs `start`; when it fails, closes what it has opened and throws its error. */
export async function withTeardown<Started>(
  start: (opened: Teardown) => Promise<Started>,
): Promise<Started> {
  const opened = createTeardown();
  try {
    return await start(opened);
  } catch (error) {
    await opened.run().catch(() => undefined);
    throw error;
  }
}
