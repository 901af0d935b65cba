// WCAG 2.2 AA by machine on what is drawn now. Rules about whole pages (headings, landmarks, titles)
// are left to the tests of screens.
import axe from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export async function axeViolations(root: Element = document.body): Promise<string[]> {
  const { violations } = await axe.run(root, { runOnly: TAGS, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ""}`),
  );
}
