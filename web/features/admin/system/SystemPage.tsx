// How the installation is doing: quiet cards that refresh by themselves.
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useFormats, useServerNow, useServices } from "../../../app/use-services.ts";
import { ageText } from "../../../lib/duration-text.ts";
import { systemQuery } from "../admin-queries.ts";
import { FailurePanel } from "../FailurePanel.tsx";
import { SectionPage } from "../SectionPage.tsx";
import { DatabaseCard } from "./DatabaseCard.tsx";
import { FleetCard } from "./FleetCard.tsx";
import { IngestCard } from "./IngestCard.tsx";
import { ProcessCard } from "./ProcessCard.tsx";
import classes from "./System.module.css";

export function SystemPage() {
  const { api } = useServices();
  const { data, error, refetch } = useQuery(systemQuery(api));
  // A failed refresh leaves the old picture; its age says so.
  const content = data ? (
    <div className={classes.cards}>
      <IngestCard ingest={data.ingest} />
      <DatabaseCard database={data.database} />
      <ProcessCard system={data} />
      <FleetCard system={data} />
    </div>
  ) : error ? (
    <FailurePanel error={error} onRetry={() => void refetch()} />
  ) : (
    <Skeleton height={240} />
  );
  return (
    <SectionPage section="system" actions={data ? <Refreshed at={data.serverTime} /> : null}>
      {content}
    </SectionPage>
  );
}

/** How old the picture is: it keeps counting when a refresh fails. */
function Refreshed({ at }: { at: string }) {
  const { t } = useFormats();
  const now = useServerNow();
  const age = ageText(t, (now - Date.parse(at)) / 1000);
  return <span className={classes.refreshed}>{t("adminSystem.refreshed", { age })}</span>;
}
