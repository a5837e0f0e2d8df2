import { guarded, unguarded } from '#core/products/csv-formula.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';

it.each(['=1+1', '+47', '-5 %', '@SUM(A1)', "'=1", '\uff1d1', '\t=1'])(
  '%j is no formula in a file',
  (name) => {
    expect(guarded(name)).toBe(`'${name}`);
    expect(unguarded(guarded(name))).toBe(name);
  },
);

it.each(['Cola', '7-Up', "'t Smidje", '', "'"])('%j stays as it is', (name) => {
  expect(guarded(name)).toBe(name);
  expect(unguarded(name)).toBe(name);
});

it('gives every name back', () => {
  const name = fc.string({ unit: fc.constantFrom("'", '=', '-', '@', 'a', '1', ' ') });
  fc.assert(fc.property(name, (text) => unguarded(guarded(text)) === text));
});
