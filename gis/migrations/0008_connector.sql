-- Connections that Kentiz opens itself: an integration whose messages are fetched from another broker or
-- from a feed.

CREATE TABLE connector (
  integration_id   int PRIMARY KEY REFERENCES integration (id) ON DELETE CASCADE,
  url              text NOT NULL,
  username         text,
  -- Sealed with the key of the installation, which is not in the database (gis/secret-box).
  sealed_password  bytea,
  ca               text,
  interval_seconds int CHECK (interval_seconds > 0),
  enabled          boolean NOT NULL DEFAULT true,
  -- Rises with every change: a connection made for a lower one is opened anew.
  version          int NOT NULL DEFAULT 1
);

-- How each is doing, as the process that holds it last said.
CREATE TABLE connector_state (
  integration_id  int PRIMARY KEY REFERENCES connector (integration_id) ON DELETE CASCADE,
  state           text NOT NULL,
  since           timestamptz NOT NULL,
  fault           text,
  fault_detail    text,
  retry_at        timestamptz,
  messages        bigint NOT NULL DEFAULT 0,
  last_message_at timestamptz,
  waiting         int NOT NULL DEFAULT 0,
  lag_seconds     real
) WITH (fillfactor = 30);
