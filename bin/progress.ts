// Progress of a long step on standard output: one rewritten line on a terminal, plain lines elsewhere.

export function createProgress(): { report: (step: string, fraction: number) => void; done: () => void } {
  const terminal = process.stdout.isTTY;
  let last = "";
  return {
    report: (step, fraction) => {
      const line = `  ${step} … %${Math.round(fraction * 100)}`;
      if (line === last) return;
      last = line;
      process.stdout.write(terminal ? `\r\u001b[2K${line}` : `${line}\n`);
    },
    done: () => {
      if (terminal && last) process.stdout.write("\r\u001b[2K");
    },
  };
}
