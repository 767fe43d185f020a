-- As before; a verification walks every site's trail, so who asks for it holds the role everywhere (STUDY_WIDE in lib/access/permissions.ts).
SET ROLE audit_owner;
CREATE OR REPLACE FUNCTION audit.ask_verification() RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid; e audit.event;
BEGIN
  IF NOT ctx.has_role_everywhere('{data_manager,inspector}') THEN RAISE EXCEPTION 'only data management and inspectors ask for it' USING ERRCODE = 'insufficient_privilege'; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('audit.verification'));
  SELECT v.id INTO v_id FROM audit.verification v WHERE v.ended_at IS NULL AND v.started_at IS NULL LIMIT 1; -- one that has not begun serves both
  IF v_id IS NULL THEN INSERT INTO audit.verification (asked_by) VALUES ((ctx.current_actor()).full_name) RETURNING id INTO v_id; END IF;
  e.table_name := 'audit.verification'; e.row_id := v_id; e.op := 'E';
  PERFORM audit.append(e, '{}');
  RETURN v_id;
END $$;
RESET ROLE;
