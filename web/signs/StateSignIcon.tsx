// A state sign in the interface. Always beside its word, so it is hidden from assistive technology.
import { type SignInk, STATE_SIGNS, type StateSign, type VehicleCondition } from "./state-sign.ts";

export interface StateSignIconProps {
  condition: VehicleCondition;
  size?: number;
  /** Turns arrows; only the details panel does, lists keep them still. */
  headingDeg?: number | null;
  sign?: StateSign;
}

export function StateSignIcon({
  condition,
  size = 18,
  headingDeg = null,
  sign = STATE_SIGNS[condition],
}: StateSignIconProps) {
  const ink = (role: SignInk | undefined): string =>
    role === undefined ? "none" : role === "state" ? sign.colour : `var(--k-sign-${role})`;
  return (
    <svg
      data-sign={condition}
      width={size}
      height={size}
      viewBox="-2 -2 28 28"
      aria-hidden
      style={{
        flex: "none",
        overflow: "visible",
        transform: sign.rotates && headingDeg !== null ? `rotate(${headingDeg}deg)` : undefined,
      }}
    >
      {sign.parts.map((part) => (
        <path
          key={`${part.path}${part.strokeWidth ?? ""}`}
          d={part.path}
          fill={ink(part.fill)}
          stroke={ink(part.stroke)}
          strokeWidth={part.strokeWidth}
          strokeDasharray={part.dash?.join(" ")}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      ))}
    </svg>
  );
}
