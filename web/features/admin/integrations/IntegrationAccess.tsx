// What renews or ends the access of an integration.
import { Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeviceCredential } from "../../../../domain/device.ts";
import type { Integration } from "../../../../domain/integration.ts";
import { useServices } from "../../../app/use-services.ts";
import { ConfirmDialog } from "../../../ui/ConfirmDialog.tsx";
import classes from "../Admin.module.css";
import { showNotice } from "../notices.ts";

export interface IntegrationAccessProps {
  integration: Integration;
  onCredential: (credential: DeviceCredential, name: string) => void;
}

export function IntegrationAccess({ integration: { id, name }, onCredential }: IntegrationAccessProps) {
  const { api } = useServices();
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<"rotate" | "revoke" | null>(null);
  const rotate = useMutation({
    mutationFn: () => api.call("rotateIntegration", { params: { id } }),
    onSuccess: (credential) => {
      setAsking(null);
      onCredential(credential, name);
    },
  });
  const revoke = useMutation({
    mutationFn: () => api.call("revokeIntegration", { params: { id } }),
    onSuccess: () => {
      setAsking(null);
      void queryClient.invalidateQueries({ queryKey: ["integrations"] });
      showNotice(t("adminIntegrations.revokedNow", { name }));
    },
  });
  return (
    <div className={classes.danger}>
      <Group gap="sm">
        <Button variant="default" onClick={() => setAsking("rotate")}>
          {t("adminIntegrations.rotate")}
        </Button>
        <Button variant="outline" color="red" onClick={() => setAsking("revoke")}>
          {t("adminIntegrations.revoke")}
        </Button>
      </Group>
      <ConfirmDialog
        opened={asking === "rotate"}
        title={t("adminIntegrations.confirmRotate.title")}
        body={t("adminIntegrations.confirmRotate.body", { name })}
        action={t("adminIntegrations.rotate")}
        isWorking={rotate.isPending}
        failure={rotate.error}
        onConfirm={() => rotate.mutate()}
        onCancel={() => setAsking(null)}
      />
      <ConfirmDialog
        opened={asking === "revoke"}
        title={t("adminIntegrations.confirmRevoke.title")}
        body={t("adminIntegrations.confirmRevoke.body", { name })}
        action={t("adminIntegrations.revoke")}
        isWorking={revoke.isPending}
        failure={revoke.error}
        onConfirm={() => revoke.mutate()}
        onCancel={() => setAsking(null)}
      />
    </div>
  );
}
