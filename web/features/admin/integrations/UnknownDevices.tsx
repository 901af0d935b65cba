// Devices an integration speaks of that nobody registered: one click registers one.
import { Button, Skeleton } from "@mantine/core";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Integration, UnknownDevice } from "../../../../domain/integration.ts";
import type { ApiClient } from "../../../api/api-client.ts";
import { problemText } from "../../../api/problem-text.ts";
import { useFormats, useServerNow, useServices, useSession } from "../../../app/use-services.ts";
import { ageText } from "../../../lib/duration-text.ts";
import adminClasses from "../Admin.module.css";
import { FailurePanel } from "../FailurePanel.tsx";
import { showNotice } from "../notices.ts";
import classes from "../rejections/Rejections.module.css";

const unknownDevicesQuery = (api: ApiClient, id: number) =>
  queryOptions({
    queryKey: ["integrations", id, "unknown"],
    queryFn: ({ signal }) => api.call("listUnknownDevices", { params: { id } }, { signal }),
    staleTime: 0,
    refetchInterval: 15_000,
  });

const nameOf = ({ name, externalId }: UnknownDevice): string => name ?? externalId;

export function UnknownDevices({ integration }: { integration: Pick<Integration, "id" | "revokedAt"> }) {
  const { api } = useServices();
  const { t, number } = useFormats();
  const { permissions } = useSession();
  const queryClient = useQueryClient();
  const now = useServerNow();
  const unknown = useQuery(unknownDevicesQuery(api, integration.id));
  const register = useMutation({
    mutationFn: ({ externalId }: UnknownDevice) =>
      api.call("registerIntegrationDevice", { params: { id: integration.id }, body: { externalId } }),
    onSuccess: (_, device) => {
      void queryClient.invalidateQueries({ queryKey: ["integrations"] });
      void queryClient.invalidateQueries({ queryKey: ["connectors"] });
      void queryClient.invalidateQueries({ queryKey: ["devices"] });
      showNotice(t("adminIntegrations.unknown.registered", { name: nameOf(device) }));
    },
  });
  const problem = register.error ? problemText(t, register.error) : null;
  if (unknown.error) return <FailurePanel error={unknown.error} onRetry={() => void unknown.refetch()} />;
  if (!unknown.data) return <Skeleton height={80} />;
  const { items } = unknown.data;
  return (
    <section className={classes.section}>
      <h3>{t("adminIntegrations.unknown.title")}</h3>
      {items.length === 0 ? <p className={classes.quiet}>{t("adminIntegrations.unknown.none")}</p> : null}
      <div role="alert" className={adminClasses.failure}>
        {problem ? `${problem.title}. ${problem.action}` : ""}
      </div>
      <ul className={classes.list}>
        {items.map((device) => (
          <li key={device.externalId} className={classes.item}>
            <span>
              <strong>{nameOf(device)}</strong>
              <code>{device.topic}</code>
              <br />
              <span className={classes.quiet}>
                {t("adminIntegrations.unknown.seen", {
                  count: number.whole(device.count),
                  age: t("format.ago", { age: ageText(t, (now - Date.parse(device.lastAt)) / 1000) }),
                })}
              </span>
            </span>
            {permissions.includes("device:write") && integration.revokedAt === null ? (
              <Button
                size="xs"
                variant="default"
                loading={register.isPending && register.variables.externalId === device.externalId}
                onClick={() => register.mutate(device)}
              >
                {t("adminIntegrations.unknown.register")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
