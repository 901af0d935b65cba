import { createInstance } from "i18next";
import { expect, it } from "vitest";
import type { Unit } from "../../../../domain/unit.ts";
import { administrationWording } from "../../../i18n/administration-wording.ts";
import { createTimeFormat } from "../../../lib/time-format.ts";
import { auditRows } from "./audit-rows.ts";
import { createValueWord, fieldWord } from "./audit-words.ts";

it("says each field once, with what it was and what it is, in words", async () => {
  const t = await createInstance().init({
    lng: "tr",
    resources: { tr: { translation: administrationWording.tr } },
    interpolation: { escapeValue: false },
  });
  const unit: Unit = { id: 4, parentId: null, name: "Temizlik İşleri", kind: "directorate", path: [4] };
  const time = createTimeFormat("tr", "Europe/Istanbul");
  const wordOf = createValueWord({ t, language: "tr", time, units: [unit], vehicles: [] });
  const before = { name: "Eski", grants: [], unitId: 4 };
  const after = {
    name: "Yeni",
    disabled: true,
    kind: "compactor",
    grants: [{ role: "viewer", unitId: 4 }],
    expiresAt: "2026-11-22T11:05:00.000Z",
    neu: { a: 1 },
  };
  const rows = auditRows({ before, after }, wordOf);
  expect(rows.map(({ field, before: was, after: is }) => [fieldWord(t, field), was, is])).toEqual([
    ["Ad", "Eski", "Yeni"],
    ["Yetkiler", "Yetkisi yok", "İzleyici: Temizlik İşleri"],
    ["Birim", "Temizlik İşleri", "–"],
    ["Kilitli", "–", "evet"],
    ["Tür", "–", "Çöp kamyonu (sıkıştırmalı)"],
    ["Geçerlilik sonu", "–", expect.stringMatching(/^22\.11\.2026/)],
    ["neu", "–", '{"a":1}'],
  ]);
});
