import { z } from "zod";

const Name = z.string().min(1).max(60).optional().catch(undefined);

/** Which two cuts an address compares, by name. What is no name is not asked for. */
export const ComparisonAddress = z.object({ from: Name, to: Name });
export type ComparisonAddress = z.infer<typeof ComparisonAddress>;
