/** What a seal is bound to: moved under another person or another record it does not open. */
export const boundTo = ({ id, accountId }: { readonly id: string; readonly accountId: string }): string => `${accountId} ${id}`;

/** Why typing is not kept on this device, in one sentence. */
export function whyNotKept(error: unknown): string {
  const name = error instanceof Error ? error.name : error;
  if (name === "insecure") return "this address has no secure connection (https)";
  if (name === "QuotaExceededError") return "its storage is full";
  return "this browser does not allow it";
}
