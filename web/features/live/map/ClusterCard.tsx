// What a group on the map consists of, in words: shown while the pointer is on it.
import { useFormats } from "../../../app/use-services.ts";
import type { Cluster } from "../../../map/fleet/cluster-grid.ts";
import { MOTIONS } from "../../../../domain/motion.ts";
import { StateSignIcon } from "../../../signs/StateSignIcon.tsx";
import classes from "./ClusterCard.module.css";

export function ClusterCard({ x, y, cluster }: { x: number; y: number; cluster: Cluster }) {
  const { t, number } = useFormats();
  return (
    <div className={classes.card} style={{ left: x, top: y }}>
      <strong>
        {t("map.cluster.count", { count: cluster.vehicleIds.length, shown: number.whole(cluster.vehicleIds.length) })}
      </strong>
      <ul>
        {MOTIONS.map((motion, index) => {
          const count = cluster.counts[index] ?? 0;
          return count === 0 ? null : (
            <li key={motion}>
              <StateSignIcon condition={motion} size={16} />
              <span>{t(`live.condition.${motion}`)}</span>
              <span className={classes.count}>{number.whole(count)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
