import { randomUUID } from "node:crypto";

/** F1 without its BEGIN and COMMIT: the form's row, and one row that says who wrote what. Returns the form's id. */
export async function insertForm(client, answers) {
  const id = randomUUID();
  const written = JSON.stringify(answers);
  await client.query({ name: "form", text: "INSERT INTO floor.form (id, answers) VALUES ($1, $2)", values: [id, written] });
  await client.query({ name: "audit", text: "INSERT INTO floor.audit (form_id, who, action, changes) VALUES ($1, $2, $3, $4)", values: [id, "cora", "entry.save", written] });
  return id;
}
