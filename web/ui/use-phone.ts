// Whether the page has the phone layout; keep in step with the style sheets.
import { useMediaQuery } from "@mantine/hooks";

export const usePhone = (): boolean =>
  useMediaQuery("(max-width: 767px)", undefined, { getInitialValueInEffect: false }) ?? false;
