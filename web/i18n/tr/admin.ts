// Turkish: frame of the administration and what its sections are for.
export const admin = {
  title: "Yönetim",
  sections: "Yönetim bölümleri",
  intro:
    "Birimler, kullanıcılar, araçlar ve cihazlar burada tanımlanır. Yalnızca yetkili olduğunuz birimleri görürsünüz.",
  back: "Yönetim",
  help: "Bu ekran ne işe yarar?",
  noRight: {
    title: "Bu bölüm için yetkiniz yok",
    body: "Gerekiyorsa yöneticinizden yetki isteyin.",
  },
  section: {
    units: {
      name: "Birimler",
      hint: "Müdürlükler ve alt birimler",
      help: "Araçlar, cihazlar ve yetkiler bir birime bağlıdır. Bir birimde yetkisi olan kişi onun alt birimlerini de görür. Birimi taşıdığınızda içindeki her şey onunla gider.",
    },
    users: {
      name: "Kullanıcılar",
      hint: "Kişiler ve yetkileri",
      help: "Her kişi bir veya birkaç birimde bir görev üstlenir; görev, birimin bütün alt birimlerinde geçerlidir. Kilitlenen kullanıcının açık oturumları hemen kapanır.",
    },
    vehicles: {
      name: "Araçlar",
      hint: "Plaka, tür, birim, fotoğraf",
      help: "Haritada görünen her araç burada kayıtlıdır. Arşivlenen araç haritadan kalkar, geçmişi durur ve istediğinizde geri alınır.",
    },
    devices: {
      name: "Cihazlar",
      hint: "Takip cihazları ve parolaları",
      help: "Cihaz, konum gönderen donanımdır; bir araca bağlanır ve sonra başka araca taşınabilir. Geçmiş, gönderildiği sırada bağlı olduğu araçta kalır. Parola yalnız oluşturulduğunda gösterilir.",
    },
    tokens: {
      name: "API anahtarlarım",
      hint: "Programların sizin adınıza kullandığı anahtarlar",
      help: "Raporlama aracı veya başka bir yazılım Kentiz'e sizin yetkilerinizle bir anahtarla bağlanır. Her yazılıma ayrı anahtar verin; yalnız okuyorsa değiştirme yetkisi vermeyin. Parolanız bir yönetici tarafından sıfırlanırsa anahtarlarınız da iptal olur.",
    },
    rejections: {
      name: "Retler",
      hint: "Geri çevrilen iletiler ve nedenleri",
      help: "Kabul edilmeyen her ileti nedeniyle burada sayılır; hiçbir şey sessizce atılmaz. Aynı cihazın aynı nedenle geri çevrilen iletileri tek satırda toplanır.",
    },
    system: {
      name: "Sistem",
      hint: "Sunucu, veritabanı, veri alımı",
      help: "Kurulumun o anki durumu: iletiler yazılıyor mu, veritabanı ve disk ne durumda. Kendiliğinden yenilenir; sayılar yalnız bu sunucunundur.",
    },
    audit: {
      name: "Denetim",
      hint: "Kim neyi değiştirdi",
      help: "Yönetimde yapılan her değişiklik kim, ne zaman, neyi sorularıyla burada durur. Parolalar hiçbir zaman kaydedilmez.",
    },
    connectors: {
      name: "Dış bağlantılar",
      hint: "Kentiz'in abone olduğu aracılar, okuduğu kaynaklar",
      help: "Kentiz burada tanımlanan aracılara kendisi bağlanır ve iletileri alır; GTFS-realtime gibi kaynakları düzenli okur. İleti ancak yazıldıktan sonra karşı tarafa onaylanır, bağlantı koparsa kaldığı yerden sürer. Değişiklik hemen geçerli olur.",
    },
    integrations: {
      name: "Entegrasyonlar",
      hint: "Birçok cihaz adına gönderenler",
      help: "LoRaWAN sunucusu, ağ geçidi veya başka bir aracı, kayıtlı cihazları adına tek parolayla ileti gönderir. Kayıtsız bir cihazdan söz ederse burada görünür ve tek tıklamayla kaydedilir.",
    },
  },
} as const;
