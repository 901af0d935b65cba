-- Things, datastreams and observations in the sense of OGC SensorThings: what sensors measure. Until
-- now their values were kept as messages; those move over.

-- What is observed, or carries the sensors. Every device that measures is one.
CREATE TABLE thing (
  id        int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device_id int NOT NULL UNIQUE REFERENCES device (id),
  name      text NOT NULL
);

-- One observed property of one thing in one unit of measurement. Made when a device first sends a value
-- under a new name; people say what it is.
CREATE TABLE datastream (
  id                        int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  thing_id                  int NOT NULL REFERENCES thing (id),
  -- As the device names it; never changes.
  key                       text NOT NULL,
  name                      text NOT NULL,
  observed_property         text NOT NULL,
  -- UCUM code; null = unknown.
  unit_of_measurement       text,
  value_type                text NOT NULL CHECK (value_type IN ('number', 'boolean', 'text')),
  expected_interval_seconds int CHECK (expected_interval_seconds > 0),
  hidden                    boolean NOT NULL DEFAULT false,
  created_at                timestamptz NOT NULL DEFAULT now(),
  UNIQUE (thing_id, key)
);

-- Every value. The key makes inserts idempotent and serves history; value_hash tells two values of one
-- instant apart. A switch is the number 0 or 1.
CREATE TABLE observation (
  datastream_id int NOT NULL,
  time          timestamptz NOT NULL,
  value_hash    int NOT NULL,
  received_at   timestamptz NOT NULL,
  number        double precision,
  text          text,
  -- Bit n is set when OBSERVATION_FLAGS[n] holds (domain/observation).
  flags         smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (datastream_id, time, value_hash)
) PARTITION BY RANGE (time);
CREATE TABLE observation_default PARTITION OF observation DEFAULT;

-- The newest believable value of each datastream. Updated all the time, so there is room on each page.
CREATE TABLE datastream_state (
  datastream_id int PRIMARY KEY REFERENCES datastream (id),
  time          timestamptz NOT NULL,
  value_hash    int NOT NULL,
  received_at   timestamptz NOT NULL,
  number        double precision,
  text          text,
  flags         smallint NOT NULL
) WITH (fillfactor = 30);

-- The hash of gis/place-hash textHashOf, so that a value sent again is found again.
CREATE FUNCTION pg_temp.text_hash(value text) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  hash bigint := 2166136261;
BEGIN
  FOR i IN 1..length(value) LOOP
    hash := mod((hash # ascii(substr(value, i, 1))) * 16777619, 4294967296);
  END LOOP;
  hash := hash # (hash >> 16);
  hash := mod(hash::numeric * 2246822507, 4294967296)::bigint;
  hash := hash # (hash >> 13);
  hash := mod(hash::numeric * 3266489909, 4294967296)::bigint;
  hash := hash # (hash >> 16);
  RETURN CASE WHEN hash >= 2147483648 THEN hash - 4294967296 ELSE hash END;
END $$;

CREATE TEMPORARY TABLE former_value ON COMMIT DROP AS
SELECT m.device_id, v.key, m.time, m.received_at, jsonb_typeof(v.value) AS type,
       CASE jsonb_typeof(v.value) WHEN 'boolean' THEN (v.value::text = 'true')::int::float8 ELSE v.value::text::float8 END AS number
FROM message m, jsonb_each(m.data -> 'values') AS v
WHERE m.type = 'observation' AND jsonb_typeof(m.data -> 'values') = 'object'
  AND jsonb_typeof(v.value) IN ('number', 'boolean') AND length(v.key) BETWEEN 1 AND 200;

INSERT INTO thing (device_id, name)
SELECT d.id, d.name FROM device d WHERE d.id IN (SELECT device_id FROM former_value) ORDER BY d.id;

INSERT INTO datastream (thing_id, key, name, observed_property, value_type)
SELECT DISTINCT ON (t.id, f.key) t.id, f.key, f.key, lower(f.key), f.type
FROM former_value f JOIN thing t ON t.device_id = f.device_id
ORDER BY t.id, f.key, f.time;

INSERT INTO observation (datastream_id, time, value_hash, received_at, number)
SELECT s.id, f.time, pg_temp.text_hash(CASE f.type WHEN 'boolean' THEN (f.number = 1)::text ELSE f.number::text END), f.received_at, f.number
FROM former_value f JOIN thing t ON t.device_id = f.device_id JOIN datastream s ON s.thing_id = t.id AND s.key = f.key
ON CONFLICT DO NOTHING;

INSERT INTO datastream_state (datastream_id, time, value_hash, received_at, number, text, flags)
SELECT DISTINCT ON (datastream_id) datastream_id, time, value_hash, received_at, number, text, flags
FROM observation WHERE time >= '2001-01-01' AND time <= received_at + interval '2 minutes'
ORDER BY datastream_id, time DESC, value_hash DESC;

DELETE FROM message WHERE type = 'observation';
