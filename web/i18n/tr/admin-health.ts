// Turkish: how far a device can be believed.
export const adminHealth = {
  title: "Cihazın sağlığı",
  clockUnknown: "Saatini tahmin etmek için henüz yeterli ileti gelmedi",
  clockRight: "Doğru",
  clock: { behind: "{{by}} geri", ahead: "{{by}} ileri" },
  missingOf: "{{all}} iletinin {{missing}} tanesi",
  noGap: "Eksik görülmedi",
  gapSize: "{{size}} ileti",
  fact: {
    clock: "Saat",
    missing: "Sayaca göre eksik",
    lastGap: "Son eksik",
    restarts: "Sayaç yeniden başladı",
  },
  flag: {
    clock_behind: "Saati geri: konumları olduğundan eski görünür. Cihazın zaman ayarını denetleyin.",
    clock_ahead: "Saati ileri: konumları “gelecek” sayılıp canlı haritaya alınmayabilir. Zaman ayarını denetleyin.",
    messages_missing: "Son 24 saatte bazı iletileri hiç ulaşmadı. Kapsama alanını ve ağ geçidini denetleyin.",
  },
} as const;
