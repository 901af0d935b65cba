-- Trips, stops, idling and day summaries: written by the one segmenter (domain/fleet), read by every
-- screen and report. Times of rows are decided by fixes alone, so (vehicle, start) names a row for good.

-- What changed since the segmenter last looked: the oldest and the newest fix stored. Kept by the same
-- upsert that moves the state, so that nothing stored can go unnoticed; taken over into `derivation`.
ALTER TABLE vehicle_state ADD COLUMN derive_from timestamptz, ADD COLUMN derive_until timestamptz;
UPDATE vehicle_state SET derive_from = '-infinity', derive_until = 'infinity';

-- The segmenter's cursor: fixes within [derive_from, derive_until] are not yet, or no longer, in the tables
-- below. It is moved in the transaction that writes them. null = all are.
CREATE TABLE derivation (
  vehicle_id   int PRIMARY KEY REFERENCES vehicle (id),
  derive_from  timestamptz,
  derive_until timestamptz,
  -- Looked at again from here on: the more fixes it takes, the later.
  due_at       timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);

CREATE TABLE trip (
  vehicle_id    int NOT NULL REFERENCES vehicle (id),
  start_time    timestamptz NOT NULL,
  end_time      timestamptz NOT NULL,
  distance_m    int NOT NULL,
  max_speed_kmh real NOT NULL,
  idle_seconds  int NOT NULL,
  -- Card or name the tracker told.
  driver        text,
  start_geom    geometry (Point, 4326) NOT NULL,
  end_geom      geometry (Point, 4326) NOT NULL,
  start_place   text,
  end_place     text,
  -- The newest fix lies in it.
  open          boolean NOT NULL,
  -- What it adds to each local day (domain/fleet/day-parts).
  parts         jsonb NOT NULL,
  PRIMARY KEY (vehicle_id, start_time)
);

CREATE TABLE stop (
  vehicle_id        int NOT NULL REFERENCES vehicle (id),
  start_time        timestamptz NOT NULL,
  end_time          timestamptz NOT NULL,
  geom              geometry (Point, 4326) NOT NULL,
  place             text,
  -- null = the tracker never said whether the engine runs.
  engine_on_seconds int,
  open              boolean NOT NULL,
  parts             jsonb NOT NULL,
  PRIMARY KEY (vehicle_id, start_time)
);

CREATE TABLE idle (
  vehicle_id int NOT NULL REFERENCES vehicle (id),
  start_time timestamptz NOT NULL,
  end_time   timestamptz NOT NULL,
  geom       geometry (Point, 4326) NOT NULL,
  place      text,
  PRIMARY KEY (vehicle_id, start_time)
);

-- Nothing heard, or heard from where it cannot have driven to; parked = the stop went on.
CREATE TABLE track_gap (
  vehicle_id int NOT NULL REFERENCES vehicle (id),
  start_time timestamptz NOT NULL,
  end_time   timestamptz NOT NULL,
  start_geom geometry (Point, 4326) NOT NULL,
  end_geom   geometry (Point, 4326) NOT NULL,
  parked     boolean NOT NULL,
  PRIMARY KEY (vehicle_id, start_time)
);

-- Fixes that count for nothing, and why.
CREATE TABLE outlier (
  vehicle_id int NOT NULL REFERENCES vehicle (id),
  fix_time   timestamptz NOT NULL,
  device_id  int NOT NULL,
  place_hash int NOT NULL,
  reason     text NOT NULL,
  PRIMARY KEY (vehicle_id, fix_time, device_id, place_hash)
);

-- Fixes at which the segmenter can start anew, and up to when fixes made them so.
CREATE TABLE segment_boundary (
  vehicle_id int NOT NULL REFERENCES vehicle (id),
  fix_time   timestamptz NOT NULL,
  device_id  int NOT NULL,
  place_hash int NOT NULL,
  settled_at timestamptz NOT NULL,
  PRIMARY KEY (vehicle_id, fix_time)
);

-- Sums of trips and stops by day of the installation's zone.
CREATE TABLE day_summary (
  vehicle_id      int NOT NULL REFERENCES vehicle (id),
  day             date NOT NULL,
  distance_m      int NOT NULL,
  trip_count      int NOT NULL,
  driving_seconds int NOT NULL,
  stop_count      int NOT NULL,
  stop_seconds    int NOT NULL,
  engine_seconds  int,
  idle_seconds    int NOT NULL,
  max_speed_kmh   real,
  first_departure timestamptz,
  last_arrival    timestamptz,
  PRIMARY KEY (vehicle_id, day)
);
CREATE INDEX day_summary_day_index ON day_summary (day);
