-- Where every vehicle was when, in pieces small enough for an index: the way driven, cut at each stop, gap
-- and five minutes of the clock, and each stop as a piece that stays in place. Written by the segmenter
-- with trips and stops; answers "who was here?" for any area and any period without reading fixes.
CREATE TABLE path_piece (
  vehicle_id int NOT NULL REFERENCES vehicle (id),
  start_time timestamptz NOT NULL,
  end_time   timestamptz NOT NULL,
  standing   boolean NOT NULL,
  -- Z = epoch seconds, M = speed in km/h, -1 where nobody told it. Never invalid to the geometry library:
  -- only bounding boxes and distances are asked of it.
  path       geometry (LineStringZM, 4326) NOT NULL,
  PRIMARY KEY (vehicle_id, start_time)
);
-- Place and time in one index: Z counts as a dimension.
CREATE INDEX path_piece_path_index ON path_piece USING gist (path gist_geometry_ops_nd);

-- Tracks that are stored already get their pieces.
UPDATE vehicle_state SET derive_from = '-infinity', derive_until = 'infinity';
