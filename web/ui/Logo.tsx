// The mark of Kentiz: a K walked as a trace through streets. Same drawing as public/favicon.svg.

export function Logo({ size = 32, title }: { size?: number; title?: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      role={title ? "img" : undefined}
      aria-label={title}
      aria-hidden={title ? undefined : true}
    >
      <rect width="32" height="32" rx="7" fill="#0B6E6A" />
      <path d="M10 7.5v17" fill="none" stroke="#fff" strokeWidth="3.2" strokeLinecap="round" />
      <path d="M10 18.2 20 9.6" fill="none" stroke="#fff" strokeWidth="3.2" strokeLinecap="round" />
      <path
        d="M15.4 15.6 22.4 24.6"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
        strokeDasharray=".1 4.6"
      />
      <circle cx="22.4" cy="8.2" r="3" fill="#fff" />
    </svg>
  );
}
