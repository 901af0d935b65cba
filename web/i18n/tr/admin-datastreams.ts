// Turkish: what a device measures.
export const adminDatastreams = {
  label: "Cihazın ölçtükleri",
  edit: "Düzenle",
  editOne: "Düzenle: {{name}}",
  hidden: "gizli",
  never: "henüz değer yok",
  overdue: "gecikti",
  day: "{{name}}: son 24 saat",
  yes: "evet",
  no: "hayır",
  percent: "%{{value}}",
  flag: {
    future: "Değerin saati gelecekte: cihazın saatini denetleyin.",
    ancient: "Değerin saati çok eski: cihazın saatini denetleyin.",
    received_time: "Cihaz saat göndermedi; sunucuya geliş saati kullanıldı.",
  },
  empty: {
    title: "Bu cihaz henüz ölçüm göndermedi",
    native:
      "Sıcaklık, doluluk veya hava kalitesi gibi değerleri bu konuya QoS 1 ile yayımlayın; ilk değerle birlikte burada görünür.",
    foreign:
      "Cihaz ölçüm değerleri gönderdiğinde burada kendiliğinden görünür. Gelen iletileri Canlı iletiler sekmesinde izleyebilirsiniz.",
  },
  form: {
    name: "Ad",
    property: "Ölçülen özellik",
    propertyHint: "Küçük harfle, örneğin temperature veya pm10.",
    unit: "Ölçü birimi",
    unitHint: "UCUM kodu, örneğin Cel, %, ug/m3. Bilinmiyorsa boş bırakın.",
    interval: "Beklenen aralık (saniye)",
    intervalHint: "Değer bu sürenin iki katı boyunca gelmezse gecikti sayılır. Boşsa denetlenmez.",
    hidden: "Listelerde ve grafiklerde gizle",
  },
} as const;
