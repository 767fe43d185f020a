// Loaded before the application (--require): its clock, and no other, is CLOCK_SHIFT milliseconds off.
const shift = Number(process.env.CLOCK_SHIFT);
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given) { if (given.length === 0) super(RealDate.now() + shift); else super(...given); }
  static now() { return RealDate.now() + shift; }
  static UTC = RealDate.UTC; // own, for those who copy what a class has itself
  static parse = RealDate.parse;
};
