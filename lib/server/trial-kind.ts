import "server-only";
import { TRAINING_FILE, TRAINING_SAYS } from "@/lib/kernel/training-words";
import { env } from "./env";

/** What this deployment is for. `npm start` reads the mark of the database and says so; a start that asks for another kind does not come this far. */
export const isTraining = env.TRIAL_KIND === "training";

/** Where people practise, for a link from the real trial; undefined when there is no training, or this is it. */
export const trainingAddress = isTraining ? undefined : env.TRAINING_URL;

/** Every file of a training has it in its name; a table that is made for the moment says it in its first line. A sealed file stays as it is: its hash is elsewhere. */
export function markFile(response: Response): Response {
  const given = response.headers.get("content-disposition");
  if (!isTraining || given === null) return response;
  const headers = new Headers(response.headers);
  headers.set("content-disposition", given.replace('filename="', `filename="${TRAINING_FILE}`));
  const isTable = headers.get("content-type")?.startsWith("text/csv") === true && !headers.has("content-length");
  return new Response(isTable && response.body ? withFirstLine(response.body) : response.body, { status: response.status, headers });
}

function withFirstLine(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const start = (controller: TransformStreamDefaultController<Uint8Array>) => controller.enqueue(new TextEncoder().encode(`${TRAINING_SAYS}\n`));
  return body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({ start }));
}
