-- How far devices can be believed (broker/health): their clocks, and messages that their counters say are
-- missing. Written every few seconds for the devices that were heard.
CREATE TABLE device_health (
  device_id          int PRIMARY KEY REFERENCES device (id),
  -- Clock of the device minus ours.
  clock_skew_seconds double precision,
  clock_at           timestamptz,
  counted            bigint,
  missing            bigint,
  restarts           int NOT NULL DEFAULT 0,
  last_gap_at        timestamptz,
  last_gap_messages  int
) WITH (fillfactor = 50);
