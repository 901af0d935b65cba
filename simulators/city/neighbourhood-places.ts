// The 58 neighbourhoods (mahalle) of Karabağlar. Names are real; points are approximate (the bus stop
// or the muhtarlık of that name, within 500 m). Where no point was found, one was put by hand into a
// gap of the dense part. What a neighbourhood is built like is invented for the demo.

/** How densely and regularly a neighbourhood is built. */
export type Fabric = "terraced" | "hillside" | "apartments" | "village";

export interface NeighbourhoodPlace {
  name: string;
  lat: number;
  lon: number;
  fabric: Fabric;
}

const place = (name: string, lat: number, lon: number, fabric: Fabric): NeighbourhoodPlace => ({
  name,
  lat,
  lon,
  fabric,
});

export const NEIGHBOURHOOD_PLACES: readonly NeighbourhoodPlace[] = [
  place("Abdi İpekçi", 38.3664, 27.1193, "hillside"),
  place("Ali Fuat Erden", 38.3693, 27.0963, "hillside"),
  place("Aydın", 38.3619, 27.1304, "terraced"),
  place("Bahçelievler", 38.4014, 27.1191, "apartments"),
  place("Bahriye Üçok", 38.3795, 27.1037, "hillside"),
  place("Barış", 38.3772, 27.1236, "terraced"),
  place("Basın Sitesi", 38.3976, 27.1003, "apartments"),
  place("Bozyaka", 38.3911, 27.1115, "terraced"),
  place("Cennetçeşme", 38.3586, 27.0916, "hillside"),
  place("Cennetoğlu", 38.3938, 27.1315, "terraced"),
  place("Devrim", 38.3709, 27.1077, "hillside"),
  place("Esenlik", 38.3985, 27.1339, "apartments"),
  place("Esentepe", 38.3888, 27.0761, "hillside"),
  place("Fahrettin Altay", 38.397, 27.071, "apartments"),
  place("Gen. Kazım Özalp", 38.3897, 27.0793, "terraced"),
  place("Gülyaka", 38.3956, 27.1201, "terraced"),
  place("Günaltay", 38.3744, 27.1152, "terraced"),
  place("Karabağlar", 38.3641, 27.1373, "terraced"),
  place("Kavacık", 38.311, 26.958, "village"),
  place("Kazım Karabekir", 38.3927, 27.1136, "terraced"),
  place("Limontepe", 38.379, 27.1005, "hillside"),
  place("Maliyeciler", 38.3851, 27.0947, "terraced"),
  place("Metin Oktay", 38.3892, 27.0942, "apartments"),
  place("Özgür", 38.3667, 27.1001, "hillside"),
  place("Peker", 38.361, 27.1219, "hillside"),
  place("Refet Bele", 38.3897, 27.1117, "terraced"),
  place("Salih Omurtak", 38.3839, 27.0955, "hillside"),
  place("Selvili", 38.3752, 27.1264, "terraced"),
  place("Sevgi", 38.384, 27.1156, "terraced"),
  place("Şehitler", 38.3895, 27.0874, "terraced"),
  place("Tahsin Yazıcı", 38.3877, 27.1101, "terraced"),
  place("Tırazlı", 38.319, 27.0615, "village"),
  place("Uğur Mumcu", 38.3824, 27.1265, "terraced"),
  place("Umut", 38.3766, 27.1037, "hillside"),
  place("Uzundere", 38.3523, 27.0989, "apartments"),
  place("Vatan", 38.3911, 27.1034, "terraced"),
  place("Yaşar Kemal", 38.354, 27.082, "apartments"),
  place("Yurdoğlu", 38.3614, 27.0975, "hillside"),
  place("Yüzbaşı Şerafettin", 38.3634, 27.0986, "hillside"),

  // Placed by hand in the gaps.
  place("Adnan Süvari", 38.3999, 27.1265, "terraced"),
  place("Ali Fuat Cebesoy", 38.3572, 27.1101, "hillside"),
  place("Arap Hasan", 38.3793, 27.1114, "terraced"),
  place("Aşık Veysel", 38.3566, 27.1272, "hillside"),
  place("Bahar", 38.3788, 27.1341, "terraced"),
  place("Çalıkuşu", 38.3993, 27.1101, "apartments"),
  place("Doğanay", 38.3891, 27.1238, "terraced"),
  place("Esenyalı", 38.3572, 27.1025, "apartments"),
  place("Gazi", 38.3642, 27.1108, "hillside"),
  place("Gen. Asım Gündüz", 38.3815, 27.086, "hillside"),
  place("İhsan Alyanak", 38.3761, 27.0922, "hillside"),
  place("Kibar", 38.3718, 27.1348, "terraced"),
  place("Muammer Akar", 38.3955, 27.0922, "apartments"),
  place("Osman Aksüner", 38.3853, 27.1032, "terraced"),
  place("Poligon", 38.3966, 27.084, "apartments"),
  place("Reis", 38.355, 27.1183, "hillside"),
  place("Sarıyer", 38.3869, 27.1314, "terraced"),
  place("Üçkuyular", 38.3842, 27.0799, "apartments"),
  place("Yunus Emre", 38.3685, 27.1272, "terraced"),
];
