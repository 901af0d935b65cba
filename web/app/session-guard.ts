// One place that asks for a sign-in while a screen stays open: when the session has run out, or when
// another person takes over the seat. Whoever waits for it goes on where they were.
import { createStore, type StoreApi } from "zustand/vanilla";

export type SignInReason = "expired" | "switch";

export interface SessionGuard {
  /** Why the dialog is open; null = it is not. */
  readonly asking: StoreApi<SignInReason | null>;
  /** Opens the dialog, or joins the one that is open. True = the same person has signed in again. */
  ask(reason: SignInReason): Promise<boolean>;
  /** Ends the question for everybody who waits for it. */
  answer(samePerson: boolean): void;
}

export function createSessionGuard(): SessionGuard {
  const asking = createStore<SignInReason | null>(() => null);
  let waiting: ((samePerson: boolean) => void)[] = [];
  return {
    asking,
    ask(reason) {
      // A session that ends while the seat changes hands is still a change of hands.
      if (asking.getState() === null) asking.setState(reason, true);
      return new Promise((resolve) => waiting.push(resolve));
    },
    answer(samePerson) {
      const heard = waiting;
      waiting = [];
      asking.setState(null, true);
      for (const resolve of heard) resolve(samePerson);
    },
  };
}
