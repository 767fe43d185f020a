const EXPONENT_BIAS = 1075;
const FRACTION_BITS = 52n;
const HEX_DIGITS = 14;
const EXCESS = 64;
const MISSING = 0x2e;

/**
 * Writes a number as SAS transport files hold it: 8 bytes, IBM hexadecimal floating point, big-endian; null is the missing value.
 * Exact for every number from 5.4e-79 to 7.2e75 in size: 56 bits of fraction hold the 53 of an IEEE double. Others are a RangeError.
 * (SAS Institute, TS-140: Record layout of a SAS version 5 or 6 data set in transport format.)
 */
export function writeIbmNumber(view: DataView, offset: number, value: number | null): void {
  view.setBigUint64(offset, 0n);
  if (value === null) view.setUint8(offset, MISSING);
  else if (value !== 0) view.setBigUint64(offset, ibmBits(value));
}

function ibmBits(value: number): bigint {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no number that a SAS transport file can hold.`);
  const ieee = new DataView(new ArrayBuffer(8));
  ieee.setFloat64(0, value);
  const bits = ieee.getBigUint64(0);
  const biased = Number((bits >> FRACTION_BITS) & 0x7ffn);
  const twos = biased - EXPONENT_BIAS;
  const shift = ((twos % 4) + 4) % 4;
  const exponent = (twos - shift) / 4 + HEX_DIGITS + EXCESS;
  if (biased === 0 || exponent < 0 || exponent > 127) throw new RangeError(`${value} is beyond what a SAS transport file can hold (5.4e-79 to 7.2e75).`);
  const fraction = ((bits & 0xfffffffffffffn) | (1n << FRACTION_BITS)) << BigInt(shift);
  return ((bits >> 63n) << 63n) | (BigInt(exponent) << 56n) | fraction;
}
