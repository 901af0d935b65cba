// Words on the map itself.
export const map = {
  canvas: "Araç haritası. Ok tuşlarıyla kaydırın, artı ve eksi ile yakınlaştırın. Araçların tümü listede de vardır.",
  zoomIn: "Yakınlaştır",
  zoomOut: "Uzaklaştır",
  fitVehicles: "Tüm araçları göster",
  noWebGl: {
    title: "Bu tarayıcı haritayı çizemiyor",
    body: "Harita WebGL 2 ister; tarayıcı ayarlarından donanım hızlandırmayı açın veya güncel bir tarayıcı kullanın. Liste ve araç bilgileri çalışmaya devam ediyor.",
  },
  baseMapMissing: "Altlık harita yüklenemedi; araçlar gösterilmeye devam ediyor.",
  cluster: { count_one: "{{shown}} araç", count_other: "{{shown}} araç" },
} as const;
