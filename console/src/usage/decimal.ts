const places = 9;

/** Adds amounts of money exactly: as whole billionths, which is what the ledger counts in. */
export function addDecimals(amounts: (number | string | undefined)[]): string {
  let sum = 0n;
  for (const amount of amounts) sum += billionths(amount ?? 0);
  const negative = sum < 0n;
  const digits = String(negative ? -sum : sum).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return `${negative ? '-' : ''}${digits.slice(0, -places)}${fraction ? `.${fraction}` : ''}`;
}

function billionths(amount: number | string): bigint {
  // Numbers come with an exponent when they are small enough: 7.8e-7.
  const text = typeof amount === 'number' || /e/i.test(amount) ? Number(amount).toFixed(places) : amount;
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return 0n;
  const value = BigInt(whole + fraction.slice(0, places).padEnd(places, '0'));
  return sign ? -value : value;
}
