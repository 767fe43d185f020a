-- What became of every query is read along an index, in the order of the queries; closings by a check that passes now are told by their words, which are those of lib/entries/system-queries.ts.
SET ROLE ecrf_owner;
CREATE INDEX message_steps ON app.discrepancy_message (site_id, discrepancy_id, step, at);
CREATE INDEX message_by_itself ON app.discrepancy_message (site_id, discrepancy_id)
  WHERE step = 'closed' AND starts_with(body, 'Closed by the system: ') AND body <> 'Closed by the system: explained at the field.';
RESET ROLE;
