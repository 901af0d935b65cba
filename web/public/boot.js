// Runs before the first paint (a blocking script of our own: the policy forbids inline ones), so the
// chosen appearance is there without a flash.
(() => {
  let stored = null;
  try {
    stored = localStorage.getItem("kentiz-theme");
  } catch {
    // Storage may be forbidden: follow the system.
  }
  const dark = stored === "dark" || (stored !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
