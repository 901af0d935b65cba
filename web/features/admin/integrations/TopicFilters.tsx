// Where an integration may publish: one topic filter after the other.
import { TagsInput, type TagsInputProps } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** What is wrong with the first filter that something is wrong with. */
export const firstError = (errorAt: (index: number) => string | undefined, filters: readonly string[]) =>
  filters.map((_, index) => errorAt(index)).find((error) => error !== undefined);

export function TopicFilters(props: TagsInputProps) {
  const { t } = useTranslation();
  return (
    <TagsInput
      {...props}
      label={t("adminIntegrations.form.filters")}
      description={t("adminIntegrations.form.filtersHint")}
      placeholder={t("adminIntegrations.form.filtersPlaceholder")}
    />
  );
}
