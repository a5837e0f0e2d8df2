const LENGTH = 6;

export function isPin(text: string): boolean {
  return new RegExp(`^\\d{${String(LENGTH)}}$`).test(text);
}

/** The step from each digit to the next, round the corner from 9 to 0. */
function steps(pin: string): readonly number[] {
  return Array.from(pin.slice(1), (digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10);
}

/**
 * What anybody tries first: one digit over and over (000000), a row up or down (123456, 890123, 654321), two or three
 * digits repeated (121212, 123123), or pairs (112233).
 */
export function isEasyPin(pin: string): boolean {
  const pace = steps(pin);
  const isRow = pace.every((step) => step === pace[0] && (step === 0 || step === 1 || step === 9));
  const isRepeated = [2, 3].some((size) => pin.slice(0, size).repeat(LENGTH / size) === pin);
  const isPairs = /^(\d)\1(\d)\2(\d)\3$/.test(pin);
  return isRow || isRepeated || isPairs;
}
