// The vehicles selected together, shared by list and map.
import { createStore, type StoreApi } from "zustand/vanilla";
import { type Checked, NOTHING_CHECKED } from "./checked.ts";

export type CheckedStore = StoreApi<{ checked: Checked }>;

export const createCheckedStore = (): CheckedStore => createStore(() => ({ checked: NOTHING_CHECKED }));
