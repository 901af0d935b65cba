// Saved views: save what is on the screen, open, rename by saving anew, share, delete with a way back.
// Loaded when it is first opened.
import { ActionIcon, Anchor, Button, Kbd, Modal, NativeSelect, Skeleton, TextInput } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconLink, IconReplace, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SavedView } from "../../../domain/saved-view.ts";
import { problemText } from "../../api/problem-text.ts";
import { viewsQuery } from "../../api/queries.ts";
import { MessagePanel } from "../../ui/MessagePanel.tsx";
import { useAfter } from "../../ui/use-after.ts";
import { useServices } from "../use-services.ts";
import classes from "./SavedViewsDialog.module.css";
import { useViewActions, type ViewActions } from "./use-view-actions.ts";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

export function SavedViewsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useServices();
  const views = useQuery(viewsQuery(api));
  const waiting = useAfter(views.isPending);
  const actions = useViewActions();
  return (
    <Modal.Root opened onClose={onClose} size={520} transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes.head}>
          <Modal.Title>{t("views.title")}</Modal.Title>
          <Modal.CloseButton aria-label={t("shell.close")} />
        </div>
        <Modal.Body>
          <p className={classes.intro}>{t("views.intro")}</p>
          <SaveForm views={views.data ?? []} actions={actions} />
          {views.isError ? (
            <MessagePanel
              tone="failure"
              title={t("views.loadFailed")}
              body={problemText(t, views.error).action}
              action={{ label: t("shell.retry"), onClick: () => void views.refetch() }}
            />
          ) : null}
          {waiting ? <Skeleton height={44} /> : null}
          {views.data?.length === 0 ? <p className={classes.empty}>{t("views.empty")}</p> : null}
          <ul className={classes.views}>
            {(views.data ?? []).map((view) => (
              <ViewRow key={view.id} view={view} actions={actions} onOpen={onClose} />
            ))}
          </ul>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function SaveForm({ views, actions }: { views: readonly SavedView[]; actions: ViewActions }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [key, setKey] = useState("");
  const [missing, setMissing] = useState(false);
  const save = useMutation({ mutationFn: actions.save, onSuccess: () => setName("") });
  const taken = new Set(views.map(({ shortcut }) => String(shortcut)));

  function submit(event: FormEvent): void {
    event.preventDefault();
    const trimmed = name.trim();
    setMissing(trimmed === "");
    if (trimmed !== "") save.mutate({ name: trimmed, shortcut: key === "" ? null : Number(key) });
  }
  const failure = save.isError ? problemText(t, save.error) : null;
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        data-autofocus
        label={t("views.name")}
        placeholder={t("views.namePlaceholder")}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={missing ? t("views.nameMissing") : failure ? `${failure.title}. ${failure.action}` : undefined}
      />
      <NativeSelect
        label={t("views.shortcut")}
        value={key}
        data={[
          { value: "", label: t("views.noShortcut") },
          ...KEYS.map((digit) => ({ value: digit, label: digit, disabled: taken.has(digit) })),
        ]}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <Button type="submit" loading={save.isPending}>
        {t("views.save")}
      </Button>
    </form>
  );
}

function ViewRow({ view, actions, onOpen }: { view: SavedView; actions: ViewActions; onOpen: () => void }) {
  const { t } = useTranslation();
  const router = useRouter();
  const clipboard = useClipboard();
  const { name } = view;
  return (
    <li className={classes.view}>
      <span className={classes.key}>{view.shortcut === null ? null : <Kbd>{view.shortcut}</Kbd>}</span>
      <Anchor
        href={view.path}
        className={classes.name}
        onClick={(event) => {
          event.preventDefault();
          onOpen();
          router.history.push(view.path);
        }}
      >
        <bdi>{name}</bdi>
      </Anchor>
      <output className={classes.copied}>{clipboard.copied ? t("views.copied") : ""}</output>
      <Tool label={t("views.copy", { name })} onClick={() => clipboard.copy(new URL(view.path, location.href).href)}>
        <IconLink size={18} stroke={1.6} />
      </Tool>
      <Tool label={t("views.update", { name })} onClick={() => actions.update(view)}>
        <IconReplace size={18} stroke={1.6} />
      </Tool>
      <Tool label={t("views.delete", { name })} onClick={() => actions.remove(view)}>
        <IconTrash size={18} stroke={1.6} />
      </Tool>
    </li>
  );
}

function Tool({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <ActionIcon variant="subtle" color="gray" size={36} aria-label={label} title={label} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}
