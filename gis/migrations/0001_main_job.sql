-- The main job: units, people, vehicles, devices and their assignments, positions, live state,
-- refused messages, and the own base map.

CREATE EXTENSION IF NOT EXISTS postgis;

-- Facts about this installation (base map attribution, notice shown to users …).
CREATE TABLE installation (
  key   text PRIMARY KEY,
  value jsonb NOT NULL
);

CREATE TABLE unit (
  id        int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent_id int REFERENCES unit (id),
  name      text NOT NULL,
  kind      text NOT NULL CHECK (kind IN ('presidency', 'directorate', 'section')),
  -- Ids from the root down, this unit included: "path && granted ids" decides a scope.
  path      int[] NOT NULL,
  CHECK (path[array_upper(path, 1)] = id)
);
CREATE INDEX unit_path_index ON unit USING gin (path);
CREATE UNIQUE INDEX unit_root_index ON unit ((true)) WHERE parent_id IS NULL;

CREATE TABLE user_account (
  id            int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  username      text NOT NULL UNIQUE,
  display_name  text NOT NULL,
  password_hash text NOT NULL,
  disabled      boolean NOT NULL DEFAULT false,
  created_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE user_grant (
  user_id int NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  unit_id int NOT NULL REFERENCES unit (id),
  role    text NOT NULL,
  PRIMARY KEY (user_id, unit_id, role)
);

CREATE TABLE session (
  -- SHA-256 of the cookie: a stolen table opens no session.
  token_hash   bytea PRIMARY KEY,
  user_id      int NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  created_at   timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at   timestamptz NOT NULL
);
CREATE INDEX session_user_index ON session (user_id);

-- Failed sign-ins, counted per user name and per address.
CREATE TABLE login_failure (
  subject     text PRIMARY KEY,
  count       int NOT NULL,
  last_at     timestamptz NOT NULL,
  blocked_until timestamptz
);

CREATE TABLE vehicle (
  id              int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  plate           text,
  code            text,
  name            text,
  kind            text NOT NULL,
  unit_id         int NOT NULL REFERENCES unit (id),
  colour          text,
  speed_limit_kmh int,
  archived        boolean NOT NULL DEFAULT false,
  photo           bytea,
  photo_type      text,
  -- Folded plate, code and name (domain/turkish-text), for search.
  search          text NOT NULL,
  CHECK (plate IS NOT NULL OR code IS NOT NULL)
);
CREATE UNIQUE INDEX vehicle_plate_index ON vehicle (replace(plate, ' ', ''));
CREATE UNIQUE INDEX vehicle_code_index ON vehicle (code);
CREATE INDEX vehicle_unit_index ON vehicle (unit_id);

CREATE TABLE device (
  id            int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key           text NOT NULL UNIQUE,
  name          text NOT NULL,
  format        text NOT NULL,
  unit_id       int NOT NULL REFERENCES unit (id),
  -- SHA-256 of a random 160-bit secret; a slow hash would add nothing to such a secret.
  secret_hash   bytea NOT NULL,
  -- Rises when the secret is rotated or the device revoked: open MQTT sessions of lower ones end.
  credential_version int NOT NULL DEFAULT 1,
  revoked_at    timestamptz,
  created_at    timestamptz NOT NULL DEFAULT now(),
  search        text NOT NULL
);
CREATE INDEX device_unit_index ON device (unit_id);

CREATE TABLE device_assignment (
  id         int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device_id  int NOT NULL REFERENCES device (id),
  vehicle_id int NOT NULL REFERENCES vehicle (id),
  valid_from timestamptz NOT NULL,
  valid_to   timestamptz,
  CHECK (valid_to IS NULL OR valid_to > valid_from),
  -- A device serves one vehicle at a time; int4range stands in for "=" so that no extension is needed.
  CONSTRAINT device_assignment_no_overlap EXCLUDE USING gist (
    int4range(device_id, device_id, '[]') WITH &&,
    tstzrange(valid_from, valid_to) WITH &&
  )
);
-- Answers "which vehicle at that time" for every fix from the index alone.
CREATE INDEX device_assignment_device_index ON device_assignment (device_id) INCLUDE (valid_from, valid_to, vehicle_id);
CREATE INDEX device_assignment_vehicle_index ON device_assignment (vehicle_id);

-- Whether a device's MQTT session is open, and when it was last heard. Updated all the time: room on
-- each page keeps new versions beside the old ones, and no index has to be touched.
CREATE TABLE device_link (
  device_id    int PRIMARY KEY REFERENCES device (id),
  connected    boolean NOT NULL,
  last_seen_at timestamptz NOT NULL
) WITH (fillfactor = 30);

-- Every fix. The key makes inserts idempotent and serves history of a vehicle; vehicle 0 holds fixes
-- of a device that served no vehicle at that time, until an assignment that covers them is made.
-- place_hash tells two fixes of one instant apart (domain: identity of a fix is device, time, place).
CREATE TABLE position (
  vehicle_id  int NOT NULL,
  fix_time    timestamptz NOT NULL,
  device_id   int NOT NULL,
  place_hash  int NOT NULL,
  received_at timestamptz NOT NULL,
  geom        geometry (Point, 4326) NOT NULL,
  speed_kmh   real,
  heading_deg real,
  altitude_m  real,
  accuracy_m  real,
  odometer_km double precision,
  ignition    boolean,
  -- Bit n is set when POSITION_FLAGS[n] holds (domain/position).
  flags       smallint NOT NULL DEFAULT 0,
  attributes  jsonb,
  PRIMARY KEY (vehicle_id, fix_time, device_id, place_hash)
) PARTITION BY RANGE (fix_time);
-- Fixes of clocks that are far off; months in use get their own partition (gis/position-partition).
CREATE TABLE position_default PARTITION OF position DEFAULT;

-- What devices say beyond fixes: events, cards, waypoints, status, observations.
CREATE TABLE message (
  device_id   int NOT NULL,
  time        timestamptz NOT NULL,
  type        text NOT NULL,
  data_hash   int NOT NULL,
  received_at timestamptz NOT NULL,
  data        jsonb NOT NULL,
  PRIMARY KEY (device_id, time, type, data_hash)
);

-- One guarded row per vehicle: only a newer, unflagged fix replaces it. At this fill factor 99 % of
-- the updates stay on their page (measured: 42–80 % at 70), also where nothing vacuums.
CREATE TABLE vehicle_state (
  vehicle_id       int PRIMARY KEY REFERENCES vehicle (id),
  device_id        int NOT NULL,
  fix_time         timestamptz NOT NULL,
  received_at      timestamptz NOT NULL,
  link_at          timestamptz NOT NULL,
  geom             geometry (Point, 4326) NOT NULL,
  speed_kmh        real,
  heading_deg      real,
  altitude_m       real,
  accuracy_m       real,
  odometer_km      double precision,
  ignition         boolean,
  -- Time of the first fix of the present standstill; null while moving.
  stationary_since timestamptz,
  -- Time of the newest fix under way.
  moved_at         timestamptz,
  -- With fix_time and device_id it orders fixes of one instant, so that any arrival order ends alike.
  place_hash       int NOT NULL,
  attributes       jsonb
) WITH (fillfactor = 30);

-- Equal refusals share a row; the payload is that of the last one.
CREATE TABLE rejection (
  id            int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  principal     text NOT NULL,
  topic         text NOT NULL,
  reason        text NOT NULL,
  field         text,
  device_id     int REFERENCES device (id),
  payload_start bytea NOT NULL,
  payload_bytes int NOT NULL,
  count         bigint NOT NULL,
  first_at      timestamptz NOT NULL,
  last_at       timestamptz NOT NULL,
  UNIQUE (principal, topic, reason)
);
CREATE INDEX rejection_last_index ON rejection (last_at DESC, id DESC);

-- The own base map (domain/base-map). geom_3857 is what tiles are cut from.
CREATE SCHEMA base;

CREATE TABLE base.neighbourhood (
  id        int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name      text NOT NULL,
  label     geometry (Point, 4326) NOT NULL,
  geom      geometry (MultiPolygon, 4326) NOT NULL,
  geom_3857 geometry (MultiPolygon, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED
);
CREATE INDEX neighbourhood_geom_index ON base.neighbourhood USING gist (geom);
CREATE INDEX neighbourhood_geom_3857_index ON base.neighbourhood USING gist (geom_3857);

CREATE TABLE base.street (
  id        int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name      text NOT NULL,
  class     text NOT NULL,
  geom      geometry (LineString, 4326) NOT NULL,
  geom_3857 geometry (LineString, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED
);
CREATE INDEX street_geom_index ON base.street USING gist (geom);
CREATE INDEX street_geom_3857_index ON base.street USING gist (geom_3857);

-- Parks, woods, water, buildings and the district itself.
CREATE TABLE base.area (
  id        int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind      text NOT NULL CHECK (kind IN ('district', 'park', 'wood', 'water', 'building')),
  name      text,
  height_m  real,
  geom      geometry (MultiPolygon, 4326) NOT NULL,
  geom_3857 geometry (MultiPolygon, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED
);
CREATE INDEX area_geom_3857_index ON base.area USING gist (geom_3857);

-- Depots, service buildings, markets, waste containers.
CREATE TABLE base.site (
  id         int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind       text NOT NULL,
  name       text NOT NULL,
  properties jsonb,
  geom       geometry (Point, 4326) NOT NULL,
  geom_3857  geometry (Point, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED
);
CREATE INDEX site_geom_3857_index ON base.site USING gist (geom_3857);
