import { transaction } from "../../database.js";
import { insertForm } from "../../insert-form.js";

/** F4: F1 behind a POST. */
export async function POST(request) {
  const { answers } = await request.json();
  return Response.json({ id: await transaction((client) => insertForm(client, answers)) });
}
