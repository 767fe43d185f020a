// Sites for a large study: each like one of the demonstration's, with its versions and laboratory ranges, so that the same values mean the same there.
import { asSystem } from "../../first-study.mjs";

const EACH = 25; // patients of one site, about

/** Adds sites until `patients` have room. `models`: the ids of the demonstration's sites. Returns for each of them those that are like it, itself first: `{ id, code }`. */
export async function addSites(admin, patients, models) {
  const { rows: known } = await admin.query("SELECT id, code FROM app.site ORDER BY code");
  const like = new Map(known.filter(({ id }) => models.has(id)).map((site) => [site.id, [site]]));
  const originals = [...like.keys()];
  known.slice(originals.length).forEach((site, at) => like.get(originals[at % originals.length]).push(site));
  const wanted = Math.min(Math.ceil(patients / EACH), 890);
  await asSystem(admin, "site.add", async () => {
    for (let nth = known.length; nth < wanted; nth++) {
      const model = originals[nth % originals.length];
      const code = String(Number(known[0].code) + nth);
      like.get(model).push({ id: await addSite(admin, model, code), code });
    }
  });
  return like;
}

async function addSite(admin, model, code) {
  const { rows: [{ id }] } = await admin.query("INSERT INTO app.site (id, code, name, time_zone) SELECT md5('site ' || $2)::uuid, $2, 'Clinic ' || $2, time_zone FROM app.site WHERE id = $1 RETURNING id", [model, code]);
  const who = "gen_random_uuid(), '', now()";
  await admin.query(`INSERT INTO app.site_version (site_id, version, activated_on, reason, by_id, by_name, at) SELECT $2, version, activated_on, reason, ${who} FROM app.site_version WHERE site_id = $1`, [model, id]);
  await admin.query(`INSERT INTO app.lab_range (site_id, analyte, sex, age_from, age_to, lower, upper, unit, valid_from, reason, by_id, by_name, at)
    SELECT $2, analyte, sex, age_from, age_to, lower, upper, unit, valid_from, reason, ${who} FROM app.lab_range WHERE site_id = $1`, [model, id]);
  return id;
}
