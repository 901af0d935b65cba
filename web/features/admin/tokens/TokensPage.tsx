// The keys with which programs act for the signed-in person: the table, a new one with its secret shown
// once, and revoking.
import { Anchor, Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { ApiToken, CreatedApiToken } from "../../../../domain/api-token.ts";
import { useFormats, useServices } from "../../../app/use-services.ts";
import { CopyField } from "../../../ui/CopyField.tsx";
import { DataTable } from "../../../ui/table/DataTable.tsx";
import { tokensQuery } from "../admin-queries.ts";
import classes from "../Admin.module.css";
import { Age } from "../Age.tsx";
import { ConfirmedAction } from "../ConfirmedAction.tsx";
import { showNotice } from "../notices.ts";
import { RecordDrawer } from "../RecordDrawer.tsx";
import { SecretDialog } from "../SecretDialog.tsx";
import { SectionPage } from "../SectionPage.tsx";
import { useOpenRecord } from "../use-open-record.ts";
import { tokenColumns } from "./token-columns.tsx";
import { TokenForm } from "./TokenForm.tsx";

const idOf = ({ id }: ApiToken): number => id;
const nameOf = ({ name }: ApiToken): string => name;

export function TokensPage() {
  const { api, live } = useServices();
  const { t, time } = useFormats();
  const tokens = useQuery(tokensQuery(api));
  const { record, open, close } = useOpenRecord();
  const [shown, setShown] = useState<CreatedApiToken | null>(null);
  const columns = useMemo(() => tokenColumns(t, time, live.serverNow()), [t, time, live]);
  const token = tokens.data?.items.find(({ id }) => id === record);
  const add = { label: t("adminTokens.add"), onClick: () => open("new") };

  return (
    <SectionPage
      section="tokens"
      actions={
        <Button size="sm" leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={add.onClick}>
          {add.label}
        </Button>
      }
    >
      <DataTable
        label={t("adminTokens.label")}
        columns={columns}
        rows={tokens.data?.items}
        rowId={idOf}
        rowLabel={nameOf}
        error={tokens.error}
        onRetry={() => void tokens.refetch()}
        openId={record === "new" ? null : record}
        empty={{ title: t("adminTokens.empty.title"), body: t("adminTokens.empty.body"), action: add }}
        onOpen={({ id }) => open(id)}
      />
      <RecordDrawer opened={token !== undefined} onClose={close} title={token?.name ?? ""}>
        {token ? <TokenDetails token={token} onRevoked={close} /> : null}
      </RecordDrawer>
      <RecordDrawer opened={record === "new"} onClose={close} title={t("adminTokens.addTitle")}>
        <TokenForm
          onCancel={close}
          onCreated={(created) => {
            close();
            setShown(created);
          }}
        />
      </RecordDrawer>
      {shown ? (
        <SecretDialog
          title={t("adminTokens.secret.title", { name: shown.name })}
          warning={t("adminTokens.secret.once")}
          fields={[{ label: t("adminTokens.secret.token"), text: shown.token }]}
          done={t("adminTokens.secret.done")}
          size={640}
          onClose={() => setShown(null)}
        >
          <CopyField
            label={t("adminTokens.secret.example")}
            text={`curl -H 'Authorization: Bearer ${shown.token}' ${location.origin}/api/vehicles`}
            block
          />
          <Anchor href="/api/docs" target="_blank" underline="always">
            {t("adminTokens.secret.docs")}
          </Anchor>
        </SecretDialog>
      ) : null}
    </SectionPage>
  );
}

function TokenDetails({ token, onRevoked }: { token: ApiToken; onRevoked: () => void }) {
  const { api } = useServices();
  const { t, time } = useFormats();
  const queryClient = useQueryClient();
  const { id, name, readOnly, createdAt, expiresAt, lastUsedAt } = token;
  return (
    <>
      <dl className={classes.facts}>
        <dt>{t("adminTokens.column.right")}</dt>
        <dd>{t(readOnly ? "adminTokens.reads" : "adminTokens.changes")}</dd>
        <dt>{t("adminTokens.column.lastUsed")}</dt>
        <dd>
          <Age at={lastUsedAt} never={t("adminTokens.neverUsed")} />
        </dd>
        <dt>{t("adminTokens.column.created")}</dt>
        <dd>{time.dateTime(Date.parse(createdAt))}</dd>
        <dt>{t("adminTokens.column.expires")}</dt>
        <dd>{expiresAt === null ? t("adminTokens.neverExpires") : time.dateTime(Date.parse(expiresAt))}</dd>
      </dl>
      <div className={classes.danger}>
        <ConfirmedAction
          label={t("adminTokens.revoke")}
          isFinal
          question={{
            title: t("adminTokens.confirmRevoke.title"),
            body: t("adminTokens.confirmRevoke.body", { name }),
            action: t("adminTokens.confirmRevoke.action"),
          }}
          run={() => api.call("revokeToken", { params: { id } })}
          onDone={() => {
            void queryClient.invalidateQueries({ queryKey: tokensQuery(api).queryKey });
            showNotice(t("adminTokens.revokedNow", { name }));
            onRevoked();
          }}
        />
      </div>
    </>
  );
}
