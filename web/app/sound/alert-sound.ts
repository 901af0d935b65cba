// Warning tones, made by the browser: nothing is fetched. Browsers stay mute until the person has
// touched the page; until then the state says "blocked" and the frame shows it.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Severity } from "../../../domain/alarm/severity.ts";
import type { Preferences } from "../../ui/preferences.ts";

/** `blocked`: a sound was due and the browser kept it back. */
export type SoundState = "ready" | "blocked" | "unsupported";

/** Told apart by rhythm as well as by pitch. */
const TONES: Readonly<Record<Severity, { hertz: readonly number[]; seconds: number; gapSeconds: number }>> = {
  urgent: { hertz: [988, 740, 988, 740, 988, 740], seconds: 0.14, gapSeconds: 0.03 },
  critical: { hertz: [880, 880, 880], seconds: 0.16, gapSeconds: 0.08 },
  high: { hertz: [740, 587], seconds: 0.22, gapSeconds: 0.06 },
  medium: { hertz: [587, 659], seconds: 0.16, gapSeconds: 0.06 },
  low: { hertz: [523], seconds: 0.2, gapSeconds: 0 },
};
const FADE_SECONDS = 0.02;
const RESUME_PATIENCE_MS = 250;

export interface AlertSound {
  readonly state: StoreApi<SoundState>;
  /** Silent where the person switched sound or this severity off. */
  play(severity: Severity): void;
  /** Whatever the settings: somebody wants to hear it now. */
  test(severity: Severity): void;
  /** To be called from a gesture. */
  unlock(): void;
}

export interface AlertSoundOptions {
  settings(): Preferences["sound"];
  createContext(): AudioContext | null;
}

export function createAlertSound({ settings, createContext }: AlertSoundOptions): AlertSound {
  const state = createStore<SoundState>(() => "ready");
  let context: AudioContext | null = null;

  function sing(audio: AudioContext, severity: Severity, volume: number): void {
    const { hertz, seconds, gapSeconds } = TONES[severity];
    hertz.forEach((frequency, index) => {
      const start = audio.currentTime + index * (seconds + gapSeconds);
      const loudness = audio.createGain();
      loudness.gain.setValueAtTime(0, start);
      loudness.gain.linearRampToValueAtTime(volume, start + FADE_SECONDS);
      loudness.gain.setValueAtTime(volume, start + seconds - FADE_SECONDS);
      loudness.gain.linearRampToValueAtTime(0, start + seconds);
      const tone = audio.createOscillator();
      tone.frequency.value = frequency;
      tone.connect(loudness).connect(audio.destination);
      tone.start(start);
      tone.stop(start + seconds);
    });
  }

  async function sound(severity: Severity): Promise<void> {
    context ??= createContext();
    if (!context) {
      state.setState("unsupported", true);
      return;
    }
    // Where the browser wants a gesture first, resuming hangs until there is one: do not wait for that.
    if (context.state === "suspended") await Promise.race([context.resume(), patience()]);
    if (context.state !== "running") {
      state.setState("blocked", true);
      return;
    }
    state.setState("ready", true);
    sing(context, severity, settings().volume);
  }

  return {
    state,
    play(severity) {
      const { on, severities } = settings();
      if (on && severities.includes(severity)) void sound(severity);
    },
    test: (severity) => void sound(severity),
    unlock() {
      context ??= createContext();
      void context?.resume().then(() => state.setState("ready", true));
    },
  };
}

const patience = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, RESUME_PATIENCE_MS));
