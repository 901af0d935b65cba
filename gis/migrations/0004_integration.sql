-- Integrations: principals that publish for many devices (network servers, gateways, other brokers), the
-- devices registered under them, and those that nobody registered yet.

CREATE TABLE integration (
  id                 int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key                text NOT NULL UNIQUE,
  name               text NOT NULL,
  format             text NOT NULL,
  unit_id            int NOT NULL REFERENCES unit (id),
  -- Where it may publish within the topics of its format; empty = anywhere there.
  topic_filters      text[] NOT NULL DEFAULT '{}',
  -- As for devices: SHA-256 of a random secret.
  secret_hash        bytea NOT NULL,
  credential_version int NOT NULL DEFAULT 1,
  revoked_at         timestamptz,
  created_at         timestamptz NOT NULL DEFAULT now()
);

-- A device that is heard through an integration, and what that calls it (DevEUI, operator/vehicle, …).
ALTER TABLE device ADD COLUMN integration_id int REFERENCES integration (id);
ALTER TABLE device ADD COLUMN external_id text;
ALTER TABLE device ADD CONSTRAINT device_external_check CHECK ((integration_id IS NULL) = (external_id IS NULL));
CREATE UNIQUE INDEX device_external_index ON device (integration_id, external_id);

-- Heard, but not registered. Bounded per integration (gis/unknown-device).
CREATE TABLE unknown_device (
  integration_id int NOT NULL REFERENCES integration (id) ON DELETE CASCADE,
  external_id    text NOT NULL,
  -- As the integration's messages call it; null = they do not.
  name           text,
  topic          text NOT NULL,
  payload_start  bytea NOT NULL,
  payload_bytes  int NOT NULL,
  count          bigint NOT NULL,
  first_at       timestamptz NOT NULL,
  last_at        timestamptz NOT NULL,
  PRIMARY KEY (integration_id, external_id)
);
