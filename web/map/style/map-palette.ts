// Colours of the base map in both schemes: quiet paper by day, quiet slate by night. Data layers are
// drawn in the state colours and must win over everything here at a glance.

export type Scheme = "light" | "dark";

export interface MapPalette {
  scheme: Scheme;
  outside: string;
  ground: string;
  park: string;
  wood: string;
  water: string;
  building: string;
  buildingEdge: string;
  street: string;
  streetMajor: string;
  motorway: string;
  casing: string;
  motorwayCasing: string;
  track: string;
  boundary: string;
  districtEdge: string;
  label: string;
  labelStrong: string;
  labelPark: string;
  labelWater: string;
  halo: string;
  site: string;
  containerMetal: string;
  containerPlastic: string;
  /** Text and rims of the data layers. */
  dataInk: string;
  dataHalo: string;
  accent: string;
  badge: string;
  badgeEdge: string;
}

export const MAP_PALETTES: Readonly<Record<Scheme, MapPalette>> = {
  light: {
    scheme: "light",
    outside: "#E6E6E1",
    ground: "#F2F1EC",
    park: "#D5E6CB",
    wood: "#C8DCC0",
    water: "#BBD7E6",
    building: "#E4E1D9",
    buildingEdge: "#D2CEC4",
    street: "#FFFFFF",
    streetMajor: "#FFFFFF",
    motorway: "#FBEBC6",
    casing: "#D8D6CE",
    motorwayCasing: "#DCC48F",
    track: "#CFCBC0",
    boundary: "#A9AFB6",
    districtEdge: "#8B939C",
    label: "#676C73",
    labelStrong: "#4A525C",
    labelPark: "#4B6B3F",
    labelWater: "#3D6F8C",
    halo: "#F7F6F2",
    site: "#7B8088",
    containerMetal: "#8A8F96",
    containerPlastic: "#6F8F86",
    dataInk: "#18212B",
    dataHalo: "#FFFFFF",
    accent: "#0B6E6A",
    badge: "#FFFFFF",
    badgeEdge: "#7D8997",
  },
  dark: {
    scheme: "dark",
    outside: "#0E141A",
    ground: "#151C24",
    park: "#1D3427",
    wood: "#182B21",
    water: "#15344A",
    building: "#222D39",
    buildingEdge: "#2F3B49",
    street: "#252F3B",
    streetMajor: "#313D4B",
    motorway: "#46464A",
    casing: "#10161D",
    motorwayCasing: "#0E141A",
    track: "#2A3440",
    boundary: "#485564",
    districtEdge: "#647283",
    label: "#8592A0",
    labelStrong: "#A5B1BE",
    labelPark: "#7FA58A",
    labelWater: "#7BA6C2",
    halo: "#10161D",
    site: "#73808E",
    containerMetal: "#6C7885",
    containerPlastic: "#5E857A",
    dataInk: "#F2F5F8",
    dataHalo: "#0E1319",
    accent: "#3FB8AF",
    badge: "#161D26",
    badgeEdge: "#6B7A8C",
  },
};
