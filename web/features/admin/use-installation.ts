// What the server says of itself: where devices connect, how long records are kept. Asked once.
import { useQuery } from "@tanstack/react-query";
import type { Installation } from "../../../domain/installation.ts";
import { useServices } from "../../app/use-services.ts";

export function useInstallation(): Installation | undefined {
  const { api } = useServices();
  return useQuery({
    queryKey: ["installation"],
    queryFn: ({ signal }) => api.call("getInstallation", {}, { signal }),
    staleTime: Infinity,
  }).data;
}
