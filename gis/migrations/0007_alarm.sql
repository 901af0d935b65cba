-- Geofences, what vehicles did in them, alarm rules and alarms. Definitions have versions by time, so that
-- visits and alarms are a function of the stored fixes and of what held when they were made: late fixes are
-- judged by the rules of their own time.

CREATE TABLE geofence (
  id         int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name       text NOT NULL,
  unit_id    int NOT NULL REFERENCES unit (id),
  group_name text,
  colour     text,
  -- Its past visits stay.
  deleted_at timestamptz,
  search     text NOT NULL
);
CREATE INDEX geofence_unit_index ON geofence (unit_id);

CREATE TABLE geofence_version (
  geofence_id       int NOT NULL REFERENCES geofence (id),
  valid_from        timestamptz NOT NULL,
  -- null = it is the present one.
  valid_to          timestamptz,
  -- As drawn (domain/geofence/shape).
  shape             jsonb NOT NULL,
  geom              geometry (MultiPolygon, 4326) NOT NULL,
  -- GeoJSON of geom without fine detail, ready to be sent.
  outline           text NOT NULL,
  vertex_count      int NOT NULL,
  speed_limit_kmh   int,
  schedule          jsonb,
  vehicle_kinds     text[] NOT NULL,
  exit_margin_m     real NOT NULL,
  min_visit_seconds int NOT NULL,
  PRIMARY KEY (geofence_id, valid_from),
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
CREATE UNIQUE INDEX geofence_version_present_index ON geofence_version (geofence_id) WHERE valid_to IS NULL;
CREATE INDEX geofence_version_geom_index ON geofence_version USING gist (geom);

CREATE TABLE rule (
  id         int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name       text NOT NULL,
  unit_id    int NOT NULL REFERENCES unit (id),
  deleted_at timestamptz
);
CREATE INDEX rule_unit_index ON rule (unit_id);

CREATE TABLE rule_version (
  rule_id    int NOT NULL REFERENCES rule (id),
  valid_from timestamptz NOT NULL,
  valid_to   timestamptz,
  -- domain/alarm/rule: RuleDefinition
  definition jsonb NOT NULL,
  PRIMARY KEY (rule_id, valid_from),
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
CREATE UNIQUE INDEX rule_version_present_index ON rule_version (rule_id) WHERE valid_to IS NULL;

-- Rises with every change of a geofence or rule: whoever keeps them in memory sees that it is behind.
CREATE TABLE watch_revision (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  revision bigint NOT NULL
);
INSERT INTO watch_revision (revision) VALUES (1);

-- Time inside a geofence; written with trips and stops, from the same fixes.
CREATE TABLE visit (
  vehicle_id    int NOT NULL REFERENCES vehicle (id),
  geofence_id   int NOT NULL REFERENCES geofence (id),
  start_time    timestamptz NOT NULL,
  -- Last fix inside.
  end_time      timestamptz NOT NULL,
  max_speed_kmh real,
  -- Not left yet.
  open          boolean NOT NULL,
  PRIMARY KEY (vehicle_id, start_time, geofence_id)
);
CREATE INDEX visit_geofence_index ON visit (geofence_id, start_time);

-- What is under way at a boundary: visits and alarm conditions that began before it (domain/alarm/watch).
ALTER TABLE segment_boundary ADD COLUMN carry text NOT NULL DEFAULT '';

CREATE TABLE alarm (
  id              int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  vehicle_id      int NOT NULL REFERENCES vehicle (id),
  rule_id         int NOT NULL REFERENCES rule (id),
  geofence_id     int REFERENCES geofence (id),
  kind            text NOT NULL,
  severity        text NOT NULL,
  -- The episode, decided by fixes alone.
  start_time      timestamptz NOT NULL,
  -- null = active.
  end_time        timestamptz,
  peak            real,
  limit_value     real,
  geom            geometry (Point, 4326) NOT NULL,
  place           text,
  evidence        jsonb NOT NULL,
  -- What people and the clock did about it.
  raised_at       timestamptz NOT NULL DEFAULT now(),
  acknowledged_at timestamptz,
  acknowledged_by int REFERENCES user_account (id) ON DELETE SET NULL,
  -- Names outlive accounts.
  acknowledged_by_name text,
  assignee_id     int REFERENCES user_account (id) ON DELETE SET NULL,
  shelved_until   timestamptz,
  escalate_at     timestamptz,
  escalated_at    timestamptz
) WITH (fillfactor = 80);
CREATE INDEX alarm_vehicle_index ON alarm (vehicle_id, start_time);
CREATE INDEX alarm_start_index ON alarm (start_time DESC, id DESC);
-- Few of many: what is on the screens, and what the clock looks at.
CREATE INDEX alarm_open_index ON alarm (vehicle_id) WHERE end_time IS NULL OR acknowledged_at IS NULL;
CREATE INDEX alarm_escalation_index ON alarm (escalate_at) WHERE escalate_at IS NOT NULL;

CREATE TABLE alarm_entry (
  id       int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  alarm_id int NOT NULL REFERENCES alarm (id) ON DELETE CASCADE,
  at       timestamptz NOT NULL DEFAULT now(),
  action   text NOT NULL,
  -- Display name at that time; null = Kentiz itself.
  by_name  text,
  text     text
);
CREATE INDEX alarm_entry_alarm_index ON alarm_entry (alarm_id, id);
