// Turkish: refused messages, why, and what to do about each reason.
export const adminRejections = {
  label: "Retler",
  column: {
    reason: "Neden",
    device: "Cihaz",
    principal: "Kullanıcı adı",
    topic: "Konu",
    field: "Alan",
    count: "Adet",
    first: "İlk",
    last: "Son",
  },
  unknownDevice: "Kayıtlı olmayan gönderici",
  empty: {
    title: "Geri çevrilen ileti yok",
    body: "Bütün iletiler kabul ediliyor. Bir ileti geri çevrilirse nedeni burada görünür.",
  },
  more: "En yeni {{count}} kayıt gösteriliyor; daha eskileri için cihazın kendi ret listesini açın.",
  summary: "Son 24 saatte nedenlere göre",
  summaryItem: "{{reason}}: {{count}} ileti",
  what: "Ne oldu?",
  todo: "Ne yapmalı?",
  payload: "Son iletinin başı",
  payloadBytes: "{{shown}} / {{total}} bayt gösteriliyor",
  noPayload: "İleti boştu.",
  text: "Metin",
  hex: "Onaltılık",
  showAs: "Gösterim",
  openDevice: "Cihazı aç",
  all: "Tümünü retler ekranında aç",
  none: "Bu cihazın geri çevrilen iletisi yok.",
  reason: {
    topic_foreign: {
      title: "Başka cihazın konusu",
      action: "Cihazın konusundaki anahtar kendi anahtarı olmalı: ayarını denetleyin.",
    },
    topic_wildcard: { title: "Konuda joker karakter", action: "Konuda + ve # kullanılamaz; tam konu adını yazın." },
    topic_system: { title: "Sistem konusu", action: "$ ile başlayan konulara yazılamaz; konu adını düzeltin." },
    topic_unknown: {
      title: "Bilinmeyen konu",
      action: "Konu adını biçimin belirttiği gibi yazın, örneğin kentiz/<anahtar>/position.",
    },
    topic_too_deep: { title: "Konu çok uzun", action: "Konu adını kısaltın: en çok 16 düzey." },
    retain_not_allowed: {
      title: "Saklanan ileti (retain)",
      action: "Cihazda retain ayarını kapatın; yalnız durum iletisi saklanabilir.",
    },
    will_not_allowed: {
      title: "İzin verilmeyen son ileti (will)",
      action: "Son ileti yalnız cihazın kendi durum konusuna bırakılabilir.",
    },
    client_id_taken: {
      title: "İstemci kimliği kullanımda",
      action: "Her cihaza ayrı bir istemci kimliği verin; kullanıcı adını yazmak yeterlidir.",
    },
    client_id_invalid: {
      title: "İstemci kimliği geçersiz",
      action: "Cihazın istemci kimliğini kullanıcı adıyla aynı yapın.",
    },
    too_many_sessions: {
      title: "Çok sayıda oturum",
      action: "Aynı parolanın birden çok cihazda kullanılmadığını denetleyin.",
    },
    credentials_wrong: {
      title: "Kullanıcı adı veya parola yanlış",
      action: "Parolayı denetleyin; kaybolduysa cihaz ekranından yenisini üretin.",
    },
    device_revoked: {
      title: "Cihaz iptal edilmiş",
      action: "Cihaz hâlâ kullanılıyorsa yeni bir kayıt açıp yeni parolasını girin.",
    },
    topic_ambiguous: {
      title: "Konu birden çok bütünleştirmeye uyuyor",
      action: "Bu konuyu yalnızca bir bütünleştirmenin konu süzgeci kapsasın: süzgeçleri daraltın.",
    },
    device_unknown: {
      title: "Kayıtsız cihaz",
      action: "Bütünleştirme, kayıtlı olmayan bir cihazdan söz ediyor: bilinmeyen cihazlar listesinden kaydedin.",
    },
    payload_empty: {
      title: "Boş ileti",
      action: "Cihaz içeriksiz ileti gönderiyor: yazılımını veya ayarını denetleyin.",
    },
    payload_too_large: { title: "İleti çok büyük", action: "Toplu gönderimi daha küçük parçalara bölün." },
    payload_not_utf8: { title: "Metin UTF-8 değil", action: "Cihazı UTF-8 metin gönderecek biçimde ayarlayın." },
    payload_not_json: {
      title: "JSON okunamadı",
      action: "İletinin geçerli JSON olduğunu ve cihazın doğru biçimle kayıtlı olduğunu denetleyin.",
    },
    payload_wrong_shape: {
      title: "İletinin yapısı yanlış",
      action: "Cihazın kayıtlı biçimi ile gönderdiği biçimi karşılaştırın.",
    },
    payload_nested_too_deep: { title: "İleti çok iç içe", action: "İletideki nesneleri sadeleştirin." },
    payload_encrypted: {
      title: "Şifreli içerik",
      action: "Uygulamadaki içerik şifrelemesini kapatın; bağlantıyı TLS ile koruyun.",
    },
    payload_simulated: {
      title: "Benzetim verisi",
      action: "Gönderici bu veriyi deneme olarak işaretlemiş; gerçek kullanımda işareti kaldırın.",
    },
    field_missing: { title: "Gerekli alan eksik", action: "Belirtilen alanı iletiye ekleyin." },
    field_wrong_type: {
      title: "Alanın türü yanlış",
      action: "Alanı beklenen türde gönderin, örneğin sayıyı tırnaksız yazın.",
    },
    field_out_of_range: { title: "Değer aralık dışında", action: "Alanın birimini ve aralığını denetleyin." },
    field_unknown: { title: "Bilinmeyen alan", action: "Alan adını biçimin belirttiği gibi yazın." },
    latitude_out_of_range: {
      title: "Enlem aralık dışında",
      action: "Enlem −90 ile 90 arasında olmalı; enlem ve boylam yer değiştirmiş olabilir.",
    },
    longitude_out_of_range: {
      title: "Boylam aralık dışında",
      action: "Boylam −180 ile 180 arasında olmalı; enlem ve boylam yer değiştirmiş olabilir.",
    },
    time_unreadable: {
      title: "Zaman okunamadı",
      action: "Zamanı ISO 8601 metni ya da saniye veya milisaniye olarak gönderin.",
    },
    batch_too_long: { title: "Toplu ileti çok uzun", action: "Bir iletideki kayıt sayısını azaltın." },
    birth_missing: {
      title: "Doğum iletisi eksik",
      action: "Gönderici önce doğum iletisini (birth) yayımlamalı; bağlantısını yenileyin.",
    },
    sequence_gap: {
      title: "Sıra numarasında boşluk",
      action: "Arada ileti kaybolmuş; göndericiden yeniden doğum iletisi istenir.",
    },
    too_many_datastreams: {
      title: "Çok fazla ölçüm türü",
      action: "Cihaz beklenenden çok farklı ölçüm adı gönderiyor: adların her iletide değişmediğini denetleyin.",
    },
    stored_value_refused: {
      title: "Saklanamayan değer",
      action: "İletide veritabanının kabul etmediği bir karakter veya değer var: içeriği denetleyin.",
    },
    spool_expired: {
      title: "Bekleme süresi doldu",
      action: "Veritabanı uzun süre kapalı kaldığı için ileti saklanamadı: sistem ekranına bakın.",
    },
  },
} as const;
