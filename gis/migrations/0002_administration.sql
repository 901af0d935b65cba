-- Administration: sign-ins and temporary passwords, search over users, saved views, API tokens, the
-- audit log, refusals by hour.

ALTER TABLE user_account
  ADD COLUMN last_sign_in_at    timestamptz,
  -- Set by an administrator and not changed by the user since.
  ADD COLUMN password_temporary boolean NOT NULL DEFAULT false,
  -- Folded user name and name (domain/turkish-text), for search.
  ADD COLUMN search             text NOT NULL DEFAULT '';
UPDATE user_account SET search = regexp_replace(
  lower(translate(username || ' ' || display_name, 'ıİIşŞğĞçÇöÖüÜâÂîÎûÛ', 'iiissggccoouuaaiiuu')), '[^a-z0-9 ]', '', 'g');
ALTER TABLE user_account ALTER COLUMN search DROP DEFAULT;

CREATE INDEX user_grant_unit_index ON user_grant (unit_id);
CREATE INDEX unit_parent_index ON unit (parent_id);

CREATE TABLE saved_view (
  id         int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id    int NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  name       text NOT NULL,
  path       text NOT NULL,
  shortcut   smallint CHECK (shortcut BETWEEN 1 AND 9),
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT saved_view_shortcut_key UNIQUE (user_id, shortcut)
);

CREATE TABLE api_token (
  id           int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id      int NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  name         text NOT NULL,
  -- SHA-256 of a random secret.
  token_hash   bytea NOT NULL UNIQUE,
  read_only    boolean NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now(),
  expires_at   timestamptz,
  last_used_at timestamptz
);
CREATE INDEX api_token_user_index ON api_token (user_id);

-- Who changed what. Names are copies: what they name may be gone.
CREATE TABLE audit_entry (
  id           int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at           timestamptz NOT NULL DEFAULT now(),
  user_id      int NOT NULL,
  username     text NOT NULL,
  action       text NOT NULL,
  object_type  text NOT NULL,
  object_id    int NOT NULL,
  object_label text NOT NULL,
  -- Units whose administrators may read the entry: the path of the object's unit at that time.
  unit_path    int[] NOT NULL,
  before       jsonb,
  after        jsonb,
  -- Folded user name and label, for search.
  search       text NOT NULL
);
CREATE INDEX audit_entry_object_index ON audit_entry (object_type, object_id);

-- Refusals by hour, so that "in the last day" can be said. Rows of a rejection are only touched by
-- whoever holds the rejection itself, so that commits never wait for each other in a circle.
CREATE TABLE rejection_hour (
  rejection_id int NOT NULL REFERENCES rejection (id) ON DELETE CASCADE,
  hour         timestamptz NOT NULL,
  count        bigint NOT NULL,
  PRIMARY KEY (rejection_id, hour)
);
CREATE INDEX rejection_hour_hour_index ON rejection_hour (hour);
CREATE INDEX rejection_device_index ON rejection (device_id);

CREATE FUNCTION count_rejection_hour() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO rejection_hour AS h (rejection_id, hour, count)
  VALUES (NEW.id, date_trunc('hour', NEW.last_at, 'UTC'),
          NEW.count - CASE WHEN TG_OP = 'UPDATE' THEN OLD.count ELSE 0 END)
  ON CONFLICT (rejection_id, hour) DO UPDATE SET count = h.count + excluded.count;
  RETURN NULL;
END $$;
CREATE TRIGGER rejection_hour_trigger AFTER INSERT OR UPDATE OF count ON rejection
  FOR EACH ROW EXECUTE FUNCTION count_rejection_hour();
