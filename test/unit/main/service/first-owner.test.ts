import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPeopleWorld, type PeopleWorld } from './people-world.ts';

let world: PeopleWorld;
beforeEach(() => {
  world = createPeopleWorld();
});
afterEach(() => {
  world.close();
});

const ANNA = { name: 'Anna', pin: '271828', language: 'fi' } as const;

async function create(
  given: typeof ANNA | { name: string; pin: string; language: 'fi' },
): Promise<string> {
  const answer = await world.session.calls.createFirstOwner(given, undefined);
  return answer.ok ? 'in' : (answer.error.refusal?.code ?? 'none');
}

describe('the first owner', () => {
  it('is made on the screen, signed in, and in the change log', async () => {
    expect(world.session.view().hasPeople).toBe(false);
    expect(await create(ANNA)).toBe('in');
    expect(world.session.view()).toMatchObject({
      hasPeople: true,
      session: { name: 'Anna', role: 'owner', language: 'fi' },
    });
    expect(world.log()).toEqual(['personAdded Anna Anna', 'signedIn Anna']);
  });

  it('is made once: whoever asks at the same time gets nothing', async () => {
    const answers = await Promise.all([create(ANNA), create({ ...ANNA, name: 'Eva' })]);
    expect(answers).toEqual(['in', 'already-set-up']);
    expect(world.people.all()).toHaveLength(1);
  });

  it('needs a PIN that is not the first one anybody tries', async () => {
    expect(await create({ ...ANNA, pin: '123456' })).toBe('pin-too-easy');
    expect(world.people.all()).toHaveLength(0);
  });

  it('cannot be taken back: nobody would be left', async () => {
    await create(ANNA);
    expect(world.changes.undo(1, 'Anna')).toEqual({ ok: false, error: 'last-owner' });
    expect(world.session.view().hasPeople).toBe(true);
  });
});
