-- The schema after all migrations, for reading; written by gis/schema-dump.ts.

CREATE TABLE base.area (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL,
  name text,
  height_m real,
  geom geometry(MultiPolygon,4326) NOT NULL,
  geom_3857 geometry(MultiPolygon,3857) GENERATED ALWAYS AS (st_transform(geom, 3857)) STORED,
  CONSTRAINT area_kind_check CHECK ((kind = ANY (ARRAY['district'::text, 'park'::text, 'wood'::text, 'water'::text, 'building'::text]))),
  CONSTRAINT area_pkey PRIMARY KEY (id)
);
CREATE INDEX area_geom_3857_index ON base.area USING gist (geom_3857);

CREATE TABLE base.neighbourhood (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  label geometry(Point,4326) NOT NULL,
  geom geometry(MultiPolygon,4326) NOT NULL,
  geom_3857 geometry(MultiPolygon,3857) GENERATED ALWAYS AS (st_transform(geom, 3857)) STORED,
  CONSTRAINT neighbourhood_pkey PRIMARY KEY (id)
);
CREATE INDEX neighbourhood_geom_3857_index ON base.neighbourhood USING gist (geom_3857);
CREATE INDEX neighbourhood_geom_index ON base.neighbourhood USING gist (geom);

CREATE TABLE base.site (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL,
  name text NOT NULL,
  properties jsonb,
  geom geometry(Point,4326) NOT NULL,
  geom_3857 geometry(Point,3857) GENERATED ALWAYS AS (st_transform(geom, 3857)) STORED,
  CONSTRAINT site_pkey PRIMARY KEY (id)
);
CREATE INDEX site_geom_3857_index ON base.site USING gist (geom_3857);

CREATE TABLE base.street (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  class text NOT NULL,
  geom geometry(LineString,4326) NOT NULL,
  geom_3857 geometry(LineString,3857) GENERATED ALWAYS AS (st_transform(geom, 3857)) STORED,
  CONSTRAINT street_pkey PRIMARY KEY (id)
);
CREATE INDEX street_geom_3857_index ON base.street USING gist (geom_3857);
CREATE INDEX street_geom_index ON base.street USING gist (geom);

CREATE TABLE public.alarm (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  vehicle_id integer NOT NULL,
  rule_id integer NOT NULL,
  geofence_id integer,
  kind text NOT NULL,
  severity text NOT NULL,
  start_time timestamp with time zone NOT NULL,
  end_time timestamp with time zone,
  peak real,
  limit_value real,
  geom geometry(Point,4326) NOT NULL,
  place text,
  evidence jsonb NOT NULL,
  raised_at timestamp with time zone NOT NULL DEFAULT now(),
  acknowledged_at timestamp with time zone,
  acknowledged_by integer,
  acknowledged_by_name text,
  assignee_id integer,
  shelved_until timestamp with time zone,
  escalate_at timestamp with time zone,
  escalated_at timestamp with time zone,
  CONSTRAINT alarm_acknowledged_by_fkey FOREIGN KEY (acknowledged_by) REFERENCES user_account(id) ON DELETE SET NULL,
  CONSTRAINT alarm_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES user_account(id) ON DELETE SET NULL,
  CONSTRAINT alarm_geofence_id_fkey FOREIGN KEY (geofence_id) REFERENCES geofence(id),
  CONSTRAINT alarm_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES rule(id),
  CONSTRAINT alarm_vehicle_id_fkey FOREIGN KEY (vehicle_id) REFERENCES vehicle(id),
  CONSTRAINT alarm_pkey PRIMARY KEY (id)
) WITH (fillfactor=80);
CREATE INDEX alarm_escalation_index ON public.alarm USING btree (escalate_at) WHERE (escalate_at IS NOT NULL);
CREATE INDEX alarm_open_index ON public.alarm USING btree (vehicle_id) WHERE ((end_time IS NULL) OR (acknowledged_at IS NULL));
CREATE INDEX alarm_start_index ON public.alarm USING btree (start_time DESC, id DESC);
CREATE INDEX alarm_vehicle_index ON public.alarm USING btree (vehicle_id, start_time);

CREATE TABLE public.alarm_entry (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  alarm_id integer NOT NULL,
  at timestamp with time zone NOT NULL DEFAULT now(),
  action text NOT NULL,
  by_name text,
  text text,
  CONSTRAINT alarm_entry_alarm_id_fkey FOREIGN KEY (alarm_id) REFERENCES alarm(id) ON DELETE CASCADE,
  CONSTRAINT alarm_entry_pkey PRIMARY KEY (id)
);
CREATE INDEX alarm_entry_alarm_index ON public.alarm_entry USING btree (alarm_id, id);

CREATE TABLE public.api_token (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  user_id integer NOT NULL,
  name text NOT NULL,
  token_hash bytea NOT NULL,
  read_only boolean NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  CONSTRAINT api_token_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id) ON DELETE CASCADE,
  CONSTRAINT api_token_pkey PRIMARY KEY (id),
  CONSTRAINT api_token_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX api_token_user_index ON public.api_token USING btree (user_id);

CREATE TABLE public.audit_entry (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  at timestamp with time zone NOT NULL DEFAULT now(),
  user_id integer NOT NULL,
  username text NOT NULL,
  action text NOT NULL,
  object_type text NOT NULL,
  object_id integer NOT NULL,
  object_label text NOT NULL,
  unit_path integer[] NOT NULL,
  before jsonb,
  after jsonb,
  search text NOT NULL,
  CONSTRAINT audit_entry_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_entry_object_index ON public.audit_entry USING btree (object_type, object_id);

CREATE TABLE public.connector (
  integration_id integer NOT NULL,
  url text NOT NULL,
  username text,
  sealed_password bytea,
  ca text,
  interval_seconds integer,
  enabled boolean NOT NULL DEFAULT true,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT connector_interval_seconds_check CHECK ((interval_seconds > 0)),
  CONSTRAINT connector_integration_id_fkey FOREIGN KEY (integration_id) REFERENCES integration(id) ON DELETE CASCADE,
  CONSTRAINT connector_pkey PRIMARY KEY (integration_id)
);

CREATE TABLE public.connector_state (
  integration_id integer NOT NULL,
  state text NOT NULL,
  since timestamp with time zone NOT NULL,
  fault text,
  fault_detail text,
  retry_at timestamp with time zone,
  messages bigint NOT NULL DEFAULT 0,
  last_message_at timestamp with time zone,
  waiting integer NOT NULL DEFAULT 0,
  lag_seconds real,
  CONSTRAINT connector_state_integration_id_fkey FOREIGN KEY (integration_id) REFERENCES connector(integration_id) ON DELETE CASCADE,
  CONSTRAINT connector_state_pkey PRIMARY KEY (integration_id)
) WITH (fillfactor=30);

CREATE TABLE public.datastream (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  thing_id integer NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  observed_property text NOT NULL,
  unit_of_measurement text,
  value_type text NOT NULL,
  expected_interval_seconds integer,
  hidden boolean NOT NULL DEFAULT false,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT datastream_expected_interval_seconds_check CHECK ((expected_interval_seconds > 0)),
  CONSTRAINT datastream_value_type_check CHECK ((value_type = ANY (ARRAY['number'::text, 'boolean'::text, 'text'::text]))),
  CONSTRAINT datastream_thing_id_fkey FOREIGN KEY (thing_id) REFERENCES thing(id),
  CONSTRAINT datastream_pkey PRIMARY KEY (id),
  CONSTRAINT datastream_thing_id_key_key UNIQUE (thing_id, key)
);

CREATE TABLE public.datastream_state (
  datastream_id integer NOT NULL,
  "time" timestamp with time zone NOT NULL,
  value_hash integer NOT NULL,
  received_at timestamp with time zone NOT NULL,
  number double precision,
  text text,
  flags smallint NOT NULL,
  CONSTRAINT datastream_state_datastream_id_fkey FOREIGN KEY (datastream_id) REFERENCES datastream(id),
  CONSTRAINT datastream_state_pkey PRIMARY KEY (datastream_id)
) WITH (fillfactor=30);

CREATE TABLE public.day_summary (
  vehicle_id integer NOT NULL,
  day date NOT NULL,
  distance_m integer NOT NULL,
  trip_count integer NOT NULL,
  driving_seconds integer NOT NULL,
  stop_count integer NOT NULL,
  stop_seconds integer NOT NULL,
  engine_seconds integer,
  idle_seconds integer NOT NULL,
  max_speed_kmh real,
  first_departure timestamp with time zone,
  last_arrival timestamp with time zone,
  CONSTRAINT day_summary_vehicle_id_fkey FOREIGN KEY (vehicle_id) REFERENCES vehicle(id),
  CONSTRAINT day_summary_pkey PRIMARY KEY (vehicle_id, day)
);
CREATE INDEX day_summary_day_index ON public.day_summary USING btree (day);

CREATE TABLE public.derivation (
  vehicle_id integer NOT NULL,
  derive_from timestamp with time zone,
  derive_until timestamp with time zone,
  due_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT derivation_vehicle_id_fkey FOREIGN KEY (vehicle_id) REFERENCES vehicle(id),
  CONSTRAINT derivation_pkey PRIMARY KEY (vehicle_id)
) WITH (fillfactor=50);

CREATE TABLE public.device (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  key text NOT NULL,
  name text NOT NULL,
  format text NOT NULL,
  unit_id integer NOT NULL,
  secret_hash bytea NOT NULL,
  credential_version integer NOT NULL DEFAULT 1,
  revoked_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  search text NOT NULL,
  integration_id integer,
  external_id text,
  CONSTRAINT device_external_check CHECK (((integration_id IS NULL) = (external_id IS NULL))),
  CONSTRAINT device_integration_id_fkey FOREIGN KEY (integration_id) REFERENCES integration(id),
  CONSTRAINT device_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  CONSTRAINT device_pkey PRIMARY KEY (id),
  CONSTRAINT device_key_key UNIQUE (key)
);
CREATE UNIQUE INDEX device_external_index ON public.device USING btree (integration_id, external_id);
CREATE INDEX device_unit_index ON public.device USING btree (unit_id);

CREATE TABLE public.device_assignment (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  device_id integer NOT NULL,
  vehicle_id integer NOT NULL,
  valid_from timestamp with time zone NOT NULL,
  valid_to timestamp with time zone,
  CONSTRAINT device_assignment_check CHECK (((valid_to IS NULL) OR (valid_to > valid_from))),
  CONSTRAINT device_assignment_device_id_fkey FOREIGN KEY (device_id) REFERENCES device(id),
  CONSTRAINT device_assignment_vehicle_id_fkey FOREIGN KEY (vehicle_id) REFERENCES vehicle(id),
  CONSTRAINT device_assignment_pkey PRIMARY KEY (id),
  CONSTRAINT device_assignment_no_overlap EXCLUDE USING gist (int4range(device_id, device_id, '[]'::text) WITH &&, tstzrange(valid_from, valid_to) WITH &&)
);
CREATE INDEX device_assignment_device_index ON public.device_assignment USING btree (device_id) INCLUDE (valid_from, valid_to, vehicle_id);
CREATE INDEX device_assignment_vehicle_index ON public.device_assignment USING btree (vehicle_id);

CREATE TABLE public.device_health (
  device_id integer NOT NULL,
  clock_skew_seconds double precision,
  clock_at timestamp with time zone,
  counted bigint,
  missing bigint,
  restarts integer NOT NULL DEFAULT 0,
  last_gap_at timestamp with time zone,
  last_gap_messages integer,
  CONSTRAINT device_health_device_id_fkey FOREIGN KEY (device_id) REFERENCES device(id),
  CONSTRAINT device_health_pkey PRIMARY KEY (device_id)
) WITH (fillfactor=50);

CREATE TABLE public.device_link (
  device_id integer NOT NULL,
  connected boolean NOT NULL,
  last_seen_at timestamp with time zone NOT NULL,
  CONSTRAINT device_link_device_id_fkey FOREIGN KEY (device_id) REFERENCES device(id),
  CONSTRAINT device_link_pkey PRIMARY KEY (device_id)
) WITH (fillfactor=30);

CREATE TABLE public.geofence (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  unit_id integer NOT NULL,
  group_name text,
  colour text,
  deleted_at timestamp with time zone,
  search text NOT NULL,
  CONSTRAINT geofence_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  CONSTRAINT geofence_pkey PRIMARY KEY (id)
);
CREATE INDEX geofence_unit_index ON public.geofence USING btree (unit_id);

CREATE TABLE public.geofence_version (
  geofence_id integer NOT NULL,
  valid_from timestamp with time zone NOT NULL,
  valid_to timestamp with time zone,
  shape jsonb NOT NULL,
  geom geometry(MultiPolygon,4326) NOT NULL,
  outline text NOT NULL,
  vertex_count integer NOT NULL,
  speed_limit_kmh integer,
  schedule jsonb,
  vehicle_kinds text[] NOT NULL,
  exit_margin_m real NOT NULL,
  min_visit_seconds integer NOT NULL,
  CONSTRAINT geofence_version_check CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
  CONSTRAINT geofence_version_geofence_id_fkey FOREIGN KEY (geofence_id) REFERENCES geofence(id),
  CONSTRAINT geofence_version_pkey PRIMARY KEY (geofence_id, valid_from)
);
CREATE INDEX geofence_version_geom_index ON public.geofence_version USING gist (geom);
CREATE UNIQUE INDEX geofence_version_present_index ON public.geofence_version USING btree (geofence_id) WHERE (valid_to IS NULL);

CREATE TABLE public.idle (
  vehicle_id integer NOT NULL,
  start_time timestamp with time zone NOT NULL,
  end_time timestamp with time zone NOT NULL,
  geom geometry(Point,4326) NOT NULL,
  place text,
  CONSTRAINT idle_vehicle_id_fkey FOREIGN KEY (vehicle_id) REFERENCES vehicle(id),
  CONSTRAINT idle_pkey PRIMARY KEY (vehicle_id, start_time)
);

CREATE TABLE public.installation (
  key text NOT NULL,
  value jsonb NOT NULL,
  CONSTRAINT installation_pkey PRIMARY KEY (key)
);

CREATE TABLE public.integration (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  key text NOT NULL,
  name text NOT NULL,
  format text NOT NULL,
  unit_id integer NOT NULL,
  topic_filters text[] NOT NULL DEFAULT '{}'::text[],
  secret_hash bytea NOT NULL,
  credential_version integer NOT NULL DEFAULT 1,
  revoked_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT integration_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  CONSTRAINT integration_pkey PRIMARY KEY (id),
  CONSTRAINT integration_key_key UNIQUE (key)
);

CREATE TABLE public.login_failure (
  subject text NOT NULL,
  count integer NOT NULL,
  last_at timestamp with time zone NOT NULL,
  blocked_until timestamp with time zone,
  CONSTRAINT login_failure_pkey PRIMARY KEY (subject)
);

CREATE TABLE public.message (
  device_id integer NOT NULL,
  "time" timestamp with time zone NOT NULL,
  type text NOT NULL,
  data_hash integer NOT NULL,
  received_at timestamp with time zone NOT NULL,
  data jsonb NOT NULL,
  CONSTRAINT message_pkey PRIMARY KEY (device_id, "time", type, data_hash)
);

CREATE TABLE public.observation (
  datastream_id integer NOT NULL,
  "time" timestamp with time zone NOT NULL,
  value_hash integer NOT NULL,
  received_at timestamp with time zone NOT NULL,
  number double precision,
  text text,
  flags smallint NOT NULL DEFAULT 0,
  CONSTRAINT observation_pkey PRIMARY KEY (datastream_id, "time", value_hash)
) PARTITION BY RANGE ("time");

CREATE TABLE public.observation_default (
  datastream_id integer NOT NULL,
  "time" timestamp with time zone NOT NULL,
  value_hash integer NOT NULL,
  received_at timestamp with time zone NOT NULL,
  number double precision,
  text text,
  flags smallint NOT NULL DEFAULT 0,
  CONSTRAINT observation_default_pkey PRIMARY KEY (datastream_id, "time", value_hash)
);
-- partition of observation DEFAULT

CREATE TABLE public.outlier (
  vehicle_id integer NOT NULL,
  fix_time timestamp with time zone NOT NULL,
  device_id integer NOT NULL,
  place_hash integer NOT NULL,
  reason text NOT NULL,
  CONSTRAINT outlier_vehicle_id_fkey FOREIGN KEY (vehicle_id) REFERENCES vehicle(id),
  CONSTRAINT outlier_pkey PRIMARY KEY (vehicle_id, fix_time, device_id, place_hash)
);

CREATE TABLE public.path_piece (
  vehicle_id integer NOT NULL,
  start_time timestamp with time zone NOT NULL,
  end_time timestamp with time zone NOT NULL,
  standing boolean NOT NULL,
  path geometry(LineStringZM,4326) NOT NULL,
  CONSTRAINT path_piece_vehicle_id_fkey FOREIGN KEY (vehicle_id) REFERENCES vehicle(id),
  CONSTRAINT path_piece_pkey PRIMARY KEY (vehicle_id, start_time)
);
CREATE INDEX path_piece_path_index ON public.path_piece USING gist (path gist_geometry_ops_nd);

CREATE TABLE public."position" (
  vehicle_id integer NOT NULL,
  fix_time timestamp with time zone NOT NULL,
  device_id integer NOT NULL,
  place_hash integer NOT NULL,
  received_at timestamp with time zone NOT NULL,
  geom geometry(Point,4326) NOT NULL,
  speed_kmh real,
  heading_deg real,
  altitude_m real,
  accuracy_m real,
  odometer_km double precision,
  ignition boolean,
  flags smallint NOT NULL DEFAULT 0,
  attributes jsonb,
  CONSTRAINT position_pkey PRIMARY KEY (vehicle_id, fix_time, device_id, place_hash)
) PARTITION BY RANGE (fix_time);

CREATE TABLE public.position_default (
  vehicle_id integer NOT NULL,
  fix_time timestamp with time zone NOT NULL,
  device_id integer NOT NULL,
  place_hash integer NOT NULL,
  received_at timestamp with time zone NOT NULL,
  geom geometry(Point,4326) NOT NULL,
  speed_kmh real,
  heading_deg real,
  altitude_m real,
  accuracy_m real,
  odometer_km double precision,
  ignition boolean,
  flags smallint NOT NULL DEFAULT 0,
  attributes jsonb,
  CONSTRAINT position_default_pkey PRIMARY KEY (vehicle_id, fix_time, device_id, place_hash)
);
-- partition of "position" DEFAULT

CREATE TABLE public.rejection (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  principal text NOT NULL,
  topic text NOT NULL,
  reason text NOT NULL,
  field text,
  device_id integer,
  payload_start bytea NOT NULL,
  payload_bytes integer NOT NULL,
  count bigint NOT NULL,
  first_at timestamp with time zone NOT NULL,
  last_at timestamp with time zone NOT NULL,
  CONSTRAINT rejection_device_id_fkey FOREIGN KEY (device_id) REFERENCES device(id),
  CONSTRAINT rejection_pkey PRIMARY KEY (id),
  CONSTRAINT rejection_principal_topic_reason_key UNIQUE (principal, topic, reason)
);
CREATE INDEX rejection_device_index ON public.rejection USING btree (device_id);
CREATE INDEX rejection_last_index ON public.rejection USING btree (last_at DESC, id DESC);

CREATE TABLE public.rejection_hour (
  rejection_id integer NOT NULL,
  hour timestamp with time zone NOT NULL,
  count bigint NOT NULL,
  CONSTRAINT rejection_hour_rejection_id_fkey FOREIGN KEY (rejection_id) REFERENCES rejection(id) ON DELETE CASCADE,
  CONSTRAINT rejection_hour_pkey PRIMARY KEY (rejection_id, hour)
);
CREATE INDEX rejection_hour_hour_index ON public.rejection_hour USING btree (hour);

CREATE TABLE public.rule (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  unit_id integer NOT NULL,
  deleted_at timestamp with time zone,
  CONSTRAINT rule_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  CONSTRAINT rule_pkey PRIMARY KEY (id)
);
CREATE INDEX rule_unit_index ON public.rule USING btree (unit_id);

CREATE TABLE public.rule_version (
  rule_id integer NOT NULL,
  valid_from timestamp with time zone NOT NULL,
  valid_to timestamp with time zone,
  definition jsonb NOT NULL,
  CONSTRAINT rule_version_check CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
  CONSTRAINT rule_version_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES rule(id),
  CONSTRAINT rule_version_pkey PRIMARY KEY (rule_id, valid_from)
);
CREATE UNIQUE INDEX rule_version_present_index ON public.rule_version USING btree (rule_id) WHERE (valid_to IS NULL);

CREATE TABLE public.saved_view (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  user_id integer NOT NULL,
  name text NOT NULL,
  path text NOT NULL,
  shortcut smallint,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT saved_view_shortcut_check CHECK (((shortcut >= 1) AND (shortcut <= 9))),
  CONSTRAINT saved_view_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id) ON DELETE CASCADE,
  CONSTRAINT saved_view_pkey PRIMARY KEY (id),
  CONSTRAINT saved_view_shortcut_key UNIQUE (user_id, shortcut)
);

CREATE TABLE public.schema_migration (
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT schema_migration_pkey PRIMARY KEY (name)
);

CREATE TABLE public.segment_boundary (
  vehicle_id integer NOT NULL,
  fix_time timestamp with time zone NOT NULL,
  device_id integer NOT NULL,
  place_hash integer NOT NULL,
  settled_at timestamp with time zone NOT NULL,
  carry text NOT NULL DEFAULT ''::text,
  CONSTRAINT segment_boundary_vehicle_id_fkey FOREIGN KEY (vehicle_id) REFERENCES vehicle(id),
  CONSTRAINT segment_boundary_pkey PRIMARY KEY (vehicle_id, fix_time)
);

CREATE TABLE public.session (
  token_hash bytea NOT NULL,
  user_id integer NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  last_seen_at timestamp with time zone NOT NULL DEFAULT now(),
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT session_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id) ON DELETE CASCADE,
  CONSTRAINT session_pkey PRIMARY KEY (token_hash)
);
CREATE INDEX session_user_index ON public.session USING btree (user_id);

CREATE TABLE public.stop (
  vehicle_id integer NOT NULL,
  start_time timestamp with time zone NOT NULL,
  end_time timestamp with time zone NOT NULL,
  geom geometry(Point,4326) NOT NULL,
  place text,
  engine_on_seconds integer,
  open boolean NOT NULL,
  parts jsonb NOT NULL,
  CONSTRAINT stop_vehicle_id_fkey FOREIGN KEY (vehicle_id) REFERENCES vehicle(id),
  CONSTRAINT stop_pkey PRIMARY KEY (vehicle_id, start_time)
);

CREATE TABLE public.thing (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  device_id integer NOT NULL,
  name text NOT NULL,
  CONSTRAINT thing_device_id_fkey FOREIGN KEY (device_id) REFERENCES device(id),
  CONSTRAINT thing_pkey PRIMARY KEY (id),
  CONSTRAINT thing_device_id_key UNIQUE (device_id)
);

CREATE TABLE public.track_gap (
  vehicle_id integer NOT NULL,
  start_time timestamp with time zone NOT NULL,
  end_time timestamp with time zone NOT NULL,
  start_geom geometry(Point,4326) NOT NULL,
  end_geom geometry(Point,4326) NOT NULL,
  parked boolean NOT NULL,
  CONSTRAINT track_gap_vehicle_id_fkey FOREIGN KEY (vehicle_id) REFERENCES vehicle(id),
  CONSTRAINT track_gap_pkey PRIMARY KEY (vehicle_id, start_time)
);

CREATE TABLE public.trip (
  vehicle_id integer NOT NULL,
  start_time timestamp with time zone NOT NULL,
  end_time timestamp with time zone NOT NULL,
  distance_m integer NOT NULL,
  max_speed_kmh real NOT NULL,
  idle_seconds integer NOT NULL,
  driver text,
  start_geom geometry(Point,4326) NOT NULL,
  end_geom geometry(Point,4326) NOT NULL,
  start_place text,
  end_place text,
  open boolean NOT NULL,
  parts jsonb NOT NULL,
  CONSTRAINT trip_vehicle_id_fkey FOREIGN KEY (vehicle_id) REFERENCES vehicle(id),
  CONSTRAINT trip_pkey PRIMARY KEY (vehicle_id, start_time)
);

CREATE TABLE public.unit (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  parent_id integer,
  name text NOT NULL,
  kind text NOT NULL,
  path integer[] NOT NULL,
  CONSTRAINT unit_check CHECK ((path[array_upper(path, 1)] = id)),
  CONSTRAINT unit_kind_check CHECK ((kind = ANY (ARRAY['presidency'::text, 'directorate'::text, 'section'::text]))),
  CONSTRAINT unit_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES unit(id),
  CONSTRAINT unit_pkey PRIMARY KEY (id)
);
CREATE INDEX unit_parent_index ON public.unit USING btree (parent_id);
CREATE INDEX unit_path_index ON public.unit USING gin (path);
CREATE UNIQUE INDEX unit_root_index ON public.unit USING btree ((true)) WHERE (parent_id IS NULL);

CREATE TABLE public.unknown_device (
  integration_id integer NOT NULL,
  external_id text NOT NULL,
  name text,
  topic text NOT NULL,
  payload_start bytea NOT NULL,
  payload_bytes integer NOT NULL,
  count bigint NOT NULL,
  first_at timestamp with time zone NOT NULL,
  last_at timestamp with time zone NOT NULL,
  CONSTRAINT unknown_device_integration_id_fkey FOREIGN KEY (integration_id) REFERENCES integration(id) ON DELETE CASCADE,
  CONSTRAINT unknown_device_pkey PRIMARY KEY (integration_id, external_id)
);

CREATE TABLE public.user_account (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  username text NOT NULL,
  display_name text NOT NULL,
  password_hash text NOT NULL,
  disabled boolean NOT NULL DEFAULT false,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  last_sign_in_at timestamp with time zone,
  password_temporary boolean NOT NULL DEFAULT false,
  search text NOT NULL,
  CONSTRAINT user_account_pkey PRIMARY KEY (id),
  CONSTRAINT user_account_username_key UNIQUE (username)
);

CREATE TABLE public.user_grant (
  user_id integer NOT NULL,
  unit_id integer NOT NULL,
  role text NOT NULL,
  CONSTRAINT user_grant_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  CONSTRAINT user_grant_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id) ON DELETE CASCADE,
  CONSTRAINT user_grant_pkey PRIMARY KEY (user_id, unit_id, role)
);
CREATE INDEX user_grant_unit_index ON public.user_grant USING btree (unit_id);

CREATE TABLE public.vehicle (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  plate text,
  code text,
  name text,
  kind text NOT NULL,
  unit_id integer NOT NULL,
  colour text,
  speed_limit_kmh integer,
  archived boolean NOT NULL DEFAULT false,
  photo bytea,
  photo_type text,
  search text NOT NULL,
  CONSTRAINT vehicle_check CHECK (((plate IS NOT NULL) OR (code IS NOT NULL))),
  CONSTRAINT vehicle_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  CONSTRAINT vehicle_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX vehicle_code_index ON public.vehicle USING btree (code);
CREATE UNIQUE INDEX vehicle_plate_index ON public.vehicle USING btree (replace(plate, ' '::text, ''::text));
CREATE INDEX vehicle_unit_index ON public.vehicle USING btree (unit_id);

CREATE TABLE public.vehicle_state (
  vehicle_id integer NOT NULL,
  device_id integer NOT NULL,
  fix_time timestamp with time zone NOT NULL,
  received_at timestamp with time zone NOT NULL,
  link_at timestamp with time zone NOT NULL,
  geom geometry(Point,4326) NOT NULL,
  speed_kmh real,
  heading_deg real,
  altitude_m real,
  accuracy_m real,
  odometer_km double precision,
  ignition boolean,
  stationary_since timestamp with time zone,
  moved_at timestamp with time zone,
  place_hash integer NOT NULL,
  attributes jsonb,
  derive_from timestamp with time zone,
  derive_until timestamp with time zone,
  CONSTRAINT vehicle_state_vehicle_id_fkey FOREIGN KEY (vehicle_id) REFERENCES vehicle(id),
  CONSTRAINT vehicle_state_pkey PRIMARY KEY (vehicle_id)
) WITH (fillfactor=30);

CREATE TABLE public.visit (
  vehicle_id integer NOT NULL,
  geofence_id integer NOT NULL,
  start_time timestamp with time zone NOT NULL,
  end_time timestamp with time zone NOT NULL,
  max_speed_kmh real,
  open boolean NOT NULL,
  CONSTRAINT visit_geofence_id_fkey FOREIGN KEY (geofence_id) REFERENCES geofence(id),
  CONSTRAINT visit_vehicle_id_fkey FOREIGN KEY (vehicle_id) REFERENCES vehicle(id),
  CONSTRAINT visit_pkey PRIMARY KEY (vehicle_id, start_time, geofence_id)
);
CREATE INDEX visit_geofence_index ON public.visit USING btree (geofence_id, start_time);

CREATE TABLE public.watch_revision (
  only_row boolean NOT NULL DEFAULT true,
  revision bigint NOT NULL,
  CONSTRAINT watch_revision_only_row_check CHECK (only_row),
  CONSTRAINT watch_revision_pkey PRIMARY KEY (only_row)
);
