// Entry of the console. The order matters: no schema may be built before the first import has run,
// and Mantine's style sheet comes before our own.
import "./lib/zod-without-eval.ts";
import "@mantine/core/styles.layer.css";
import "@fontsource-variable/inter/wght.css";
import "./ui/theme/global.css";
import { startConsole } from "./app/start.tsx";

const root = document.getElementById("root");
if (root) startConsole(root);
