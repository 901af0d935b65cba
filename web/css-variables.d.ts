// Lets `style` carry CSS variables.
import "react";

declare module "react" {
  interface CSSProperties {
    [name: `--${string}`]: string | undefined;
  }
}
