// Turkish: what goes with every screen: help, palette, saved views, notices, sound, password.
export const help = {
  title: "Yardım ve kısayollar",
  keys: "Kısayollar",
  singleKeys: "Tek tuşlu kısayollar açık",
  singleKeysHint: "Ekran okuyucu veya sesli komut kullanıyorsanız kapatabilirsiniz.",
  key: "Tuş",
  does: "Ne yapar",
  space: "Boşluk",
  signs: "Araç işaretleri",
  shortcut: {
    palette: "Komut paletini aç: araç, mahalle, ekran, komut",
    help: "Bu yardımı aç",
    theme: "Açık / koyu görünüm",
    notices: "Bildirimleri aç",
    views: "Kayıtlı görünümü aç",
    search: "Aramaya git",
    deselect: "En üstteki pencereyi kapat, seçimi kaldır",
    follow: "Seçili aracı takip et / bırak",
    legend: "Gösterimi aç / kapat",
    measure: "Mesafe ve alan ölç",
    panel: "Listeyi göster / gizle",
    details: "Araç ayrıntısını göster / gizle",
    arrows: "Listede gez",
    enter: "Listedeki aracı seç",
    tick: "Listedeki aracı işaretle (Shift + ok: arayı işaretle)",
    tickAll: "Listedeki bütün araçları işaretle",
    alarmStep: "Sonraki / önceki alarm",
    acknowledge: "Alarmı (ya da işaretlileri) onayla",
    acknowledgeNote: "Not yazarak onayla",
    alarmOnMap: "Alarmı haritada göster",
    silence: "Sesi 5 dakika sustur / aç",
    openAlarm: "Alarmın ayrıntısını aç",
    tickAlarm: "Alarmı işaretle (Shift: arayı işaretle)",
    tickAllAlarms: "Listedeki bütün alarmları işaretle",
    replayToggle: "Oynat / duraklat",
    replayStep: "Önceki / sonraki konum",
    replayLeap: "Beş dakika geri / ileri",
    replayRate: "Hızlandır / yavaşlat",
    replayFollow: "Odaktaki aracı takip et / bırak",
    fold: "Listede grubu kapat / aç",
    mapArrows: "Harita odaktayken kaydır, + ve − ile yakınlaştır",
  },
  screen: {
    live: {
      intro: "Bu ekranda araçlar canlı izlenir. Haritadaki her araç listede de vardır; her şeye klavyeyle ulaşılır.",
      find: {
        title: "Bir aracı bulmak",
        how: "/ tuşuna basıp plaka, ad, tür veya birim yazın; boşluk ve Türkçe harf fark etmez. Enter ilk aracı açar.",
      },
      filter: {
        title: "Yalnız bazı araçları görmek",
        how: "Durum düğmelerine basın, tür seçin, birime veya türe göre gruplayın. Harita da aynı süzgeci gösterir.",
      },
      follow: { title: "Bir aracı takip etmek", how: "Aracı seçip F'ye basın. Haritayı elle kaydırınca takip biter." },
      many: {
        title: "Birden çok araçla iş yapmak",
        how: "Ctrl veya Shift ile tıklayın ya da Boşluk ile işaretleyin; altta toplu işlemler çıkar.",
      },
      share: {
        title: "Gördüğünüzü paylaşmak",
        how: "Adres çubuğu bütün görünümü taşır: kopyalayıp gönderin ya da görünümü kaydedip 1–9 ile açın.",
      },
      wall: {
        title: "Duvar ekranı",
        how: "Komut paletinden “Duvar ekranı”nı açın: birimler sırayla döner, ekran kapanmaz; Esc ile çıkılır.",
      },
      print: { title: "Yazdırmak", how: "Komut paletinden “Yazdır”ı seçin: harita ve araç listesi A4 yatay basılır." },
      stale: {
        title: "Veri güncel mi?",
        how: "Alttaki çubuk bağlantıyı söyler; her aracın yanında konumunun yaşı yazar. Sessiz araçlar kaybolmaz, soluklaşır.",
      },
    },
    alarms: {
      intro:
        "Bu ekranda kuralların bulduğu olaylar izlenir. Alarm, koşulu sürdükçe “sürüyor”, biri görene dek “onaylanmadı”dır; ikisi de bitince kapanır.",
      see: {
        title: "Bir alarma bakmak",
        how: "J ve K ile gezin, Enter ile açın; kanıt konumları ve geçmişi yanda görünür. G haritada gösterir.",
      },
      acknowledge: {
        title: "Onaylamak",
        how: "A onaylar, C not yazdırır. Onay “gördüm, ilgileniyorum” demektir; ses o alarm için kesilir.",
      },
      many: {
        title: "Birden çok alarmı birlikte işlemek",
        how: "Boşluk ya da Ctrl ile tıklayıp işaretleyin, sonra onaylayın, atayın ya da erteleyin.",
      },
      shelve: {
        title: "Ertelemek",
        how: "Bilinen bir nedeni olan alarmı süreli erteleyin; süre dolunca kendiliğinden geri gelir.",
      },
      handover: {
        title: "Vardiyayı devretmek",
        how: "“Vardiya devri” açık ve ertelenmiş her şeyi tek listede verir; yazdırın ya da metin olarak kopyalayın.",
      },
      sound: {
        title: "Ses",
        how: "Onaylanmayan alarm önemine göre yinelenerek çalar. S beş dakika susturur; ayarlar bildirimlerin üstündedir.",
      },
    },
    reports: {
      intro: "Bu ekranda araçların yaptığı iş dönem dönem toplanır. Ekran, CSV, XLSX ve PDF aynı satırları taşır.",
      report: {
        title: "Rapor almak",
        how: "Raporu ve dönemi seçin; birim veya araçla daraltın. Özet ve motor saatleri güne, haftaya veya aya bölünebilir.",
      },
      outside: {
        title: "Mesai dışı kullanımı bulmak",
        how: "Mesai dışı raporunda mesai saatlerini ve günlerini seçin; resmî ve dinî tatiller kendiliğinden sayılır.",
      },
      drill: {
        title: "Toplamın içine bakmak",
        how: "Bir satıra basın: araç satırı o aracın seferlerini, birim satırı araçlarını açar.",
      },
      files: {
        title: "Dosya almak",
        how: "CSV ve XLSX bütün satırları, PDF ilk 2.000 satırı içerir. İndirme, denetim kaydına yazılır.",
      },
    },
    geofences: {
      intro: "Bu ekranda haritada bölgeler çizilir ve neyin alarm olacağı kurallarla belirlenir.",
      draw: {
        title: "Bölge çizmek",
        how: "“Bölge çiz” ile çokgen, daire ya da koridor seçin; köşeleri tıklayın, Enter ile bitirin, ad verip kaydedin.",
      },
      hole: { title: "İçinden yer çıkarmak", how: "Çokgeni açıp “Delik aç”a basın ve dışarıda kalacak yeri çizin." },
      rule: {
        title: "Kural eklemek",
        how: "“Kurallar”da ne olunca alarm verileceğini, önemini, hangi araçlar ve bölgeler için olduğunu seçin.",
      },
      hours: { title: "Gün ve saat vermek", how: "Kuralda günleri işaretleyin; seçmezseniz kural her zaman izler." },
    },
    history: {
      intro:
        "Bu ekranda geçmiş izlenir: en çok sekiz araç birlikte ya da bütün filonun bir dakikası. Kimin hangi geçmişe baktığı denetim kaydına yazılır.",
      replay: {
        title: "Bir aracın gününü izlemek",
        how: "Aracı ve dönemi seçin, Oynat'a basın. Çizelgede bir yere, bir sefere ya da duruşa basınca o ana gidilir.",
      },
      moment: {
        title: "Bir anı paylaşmak",
        how: "Duraklatın ve bağlantıyı kopyalayın: açan kişi aynı araçları aynı anda görür.",
      },
      fleet: {
        title: "O dakikada kim neredeydi?",
        how: "“Tüm filo”yu seçip zamanı sürükleyin; her araç o andan önceki son konumunda durur.",
      },
      area: {
        title: "Burada kim vardı?",
        how: "Alanı çizin, haritadaki alanı kullanın ya da koordinat ve yarıçap yazın; geçişe basınca o an oynatılır.",
      },
      export: {
        title: "Dosya almak",
        how: "“Dışa aktar” odaktaki aracın dönemini GPX, KML, GeoJSON ya da CSV olarak verir.",
      },
    },
    admin: {
      intro: "Bu ekranda birimler, kullanıcılar, araçlar ve cihazlar yönetilir.",
      record: {
        title: "Kayıt eklemek veya düzeltmek",
        how: "Soldan bölümü seçin, tabloda kaydı açın ya da ekleme düğmesine basın. Hatalı alan işaretlenir ve ne yapılacağı yazar.",
      },
      device: {
        title: "Cihaz bağlamak",
        how: "Cihazı ekleyince parola yalnız bir kez gösterilir; QR kodu veya hazır komutu kopyalayıp cihaza girin.",
      },
      import: {
        title: "Toplu aktarmak",
        how: "Araçları ve cihazları CSV dosyasından aktarın: önce önizleme ve satır hataları görünür, sonra onaylarsınız.",
      },
      refused: {
        title: "Gelmeyen veriyi bulmak",
        how: "Geri çevrilenler bölümü hangi iletinin neden kabul edilmediğini cihazıyla birlikte gösterir.",
      },
    },
  },
} as const;

export const palette = {
  open: "Komut paleti",
  search: "Araç, mahalle, ekran veya komut yazın",
  nothing: "Eşleşen bir şey yok. Başka bir sözcük deneyin.",
  vehicles: "Araçlar",
  places: "Mahalleler",
  commands: "Komutlar",
  views: "Kayıtlı görünümler",
  screens: "Ekranlar",
  theme: "Açık / koyu görünümü değiştir",
  language: "Dili değiştir: English",
  fit: "Tüm araçları haritada göster",
  follow: "Seçili aracı takip et / bırak",
  legend: "Gösterimi aç / kapat",
  panel: "Listeyi göster / gizle",
  details: "Araç ayrıntısını göster / gizle",
  wall: "Duvar ekranını aç",
  print: "Haritayı ve listeyi yazdır",
  more: "{{count}} sonuç daha var; daha çok harf yazın.",
} as const;

export const views = {
  title: "Kayıtlı görünümler",
  intro: "Görünüm; haritanın yerini, süzgeçleri, sıralamayı ve seçimi birlikte hatırlar.",
  name: "Görünümün adı",
  namePlaceholder: "Örneğin: Gece vardiyası",
  nameMissing: "Görünüme bir ad yazın.",
  shortcut: "Kısayol tuşu",
  noShortcut: "Yok",
  save: "Bu görünümü kaydet",
  open: "Aç",
  copy: "Bağlantıyı kopyala: {{name}}",
  update: "Şimdiki görünümle güncelle: {{name}}",
  delete: "Sil: {{name}}",
  deleted: "“{{name}}” silindi",
  saved: "“{{name}}” kaydedildi",
  copied: "Bağlantı kopyalandı",
  updated: "“{{name}}” şimdiki görünümle güncellendi",
  undo: "Geri al",
  empty: "Henüz kayıtlı görünüm yok. Haritayı ve süzgeçleri ayarlayıp yukarıdan kaydedin.",
  failed: "Görünüm işlemi yapılamadı",
  loadFailed: "Görünümler alınamadı",
  noneOnKey: "{{key}} tuşunda kayıtlı görünüm yok",
} as const;

export const notices = {
  title: "Bildirimler",
  open: "Bildirimler",
  openUnread: "Bildirimler: {{count}} okunmamış",
  empty: "Bildirim yok. Bağlantı, yetki ve sürüm değişiklikleri burada görünür.",
  clear: "Tümünü temizle",
  sound: "Ses ayarları",
  lost: { title: "Bağlantı koptu", body: "Harita son bilinen konumları gösteriyor; bağlantı kendiliğinden denenir." },
  back: { title: "Bağlantı yeniden kuruldu", body: "{{duration}} kesik kaldı; eksik konumlar tamamlandı." },
  removed: {
    title: "{{count}} araç artık size açık değil",
    body: "{{labels}}. Yetkiniz değişmiş ya da kayıt kaldırılmış olabilir; gerekiyorsa yöneticinize sorun.",
  },
  andMore: "{{labels}} ve {{count}} araç daha",
  version: {
    title: "Kentiz güncellendi",
    body: "Yeni sürümü görmek için sayfayı yenileyin; görünümünüz korunur.",
    action: "Yenile",
  },
  spooling: {
    title: "Sunucu veritabanına ulaşamıyor",
    body: "Konumlar sıraya alınıyor, kaybolmuyor; ekran gecikebilir.",
  },
  blocked: {
    title: "Sunucu konum kaydedemiyor",
    body: "Cihazlar verilerini kendilerinde tutuyor; ekran eski kalabilir.",
  },
} as const;

export const sound = {
  title: "Ses ayarları",
  intro: "Bağlantı kopması ve alarmlar sesle de bildirilir. Ayar bu bilgisayar için geçerlidir.",
  on: "Sesli uyarı açık",
  volume: "Ses düzeyi",
  severities: "Hangi önemde ses çalsın",
  listen: "Dinle",
  test: "Dinle: {{severity}}",
  severity: { urgent: "Acil", critical: "Kritik", high: "Yüksek", medium: "Orta", low: "Düşük" },
  blocked: "Tarayıcı sesi engelliyor",
  blockedHint: "Uyarıları duyabilmek için sayfada bir yere basın ya da bu düğmeyi kullanın.",
  unlock: "Sesi aç",
  unsupported: "Bu tarayıcı ses çalamıyor; uyarılar yalnız ekranda görünür.",
} as const;

export const password = {
  title: "Parolayı değiştir",
  temporary: "Parolanız geçici: yöneticiniz verdi. Devam etmeden önce yalnız sizin bildiğiniz bir parola belirleyin.",
  hint: "Değiştirince bu kullanıcının başka yerlerdeki oturumları kapanır.",
  current: "Şimdiki parola",
  next: "Yeni parola",
  nextHint: "En az 10 karakter. Uzun ve akılda kalan birkaç sözcük iyi bir paroladır.",
  again: "Yeni parola (yeniden)",
  currentMissing: "Şimdiki parolanızı yazın.",
  tooShort: "Yeni parola en az 10 karakter olmalı.",
  differs: "İki yazım aynı değil.",
  wrong: "Şimdiki parola yanlış.",
  unchanged: "Yeni parola eskisiyle aynı olamaz.",
  submit: "Parolayı değiştir",
  done: "Parolanız değiştirildi",
} as const;
