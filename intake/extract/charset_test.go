package extract

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// A tongue is a paragraph of a language and the charsets that pages in it are written in.
type tongue struct {
	lang, words string
	charsets    []string
}

var tongues = []tongue{
	{"en", "The mayor’s office said “no” on Friday – the café stays open, whatever it costs.", []string{"windows-1252"}},
	{"fr", "Le maire a déclaré vendredi que la cantine rouvrirait après la fête, malgré la grève des employés.",
		[]string{"windows-1252", "iso-8859-15"}},
	{"de", "Der Bürgermeister erklärte am Freitag, die Straße über den Fluss bleibe für größere Fahrzeuge gesperrt.",
		[]string{"windows-1252", "iso-8859-1"}},
	{"es", "El año pasado la señora García pidió más ayuda para los niños de la región, según informó el jueves.",
		[]string{"windows-1252", "iso-8859-1"}},
	{"pt", "A câmara não autorizou a construção da nova estação, disse o vereador João Guimarães na sexta-feira.",
		[]string{"windows-1252"}},
	{"sv", "Kommunen säger att bron över ån måste stängas på måndag, förklarade ordföranden Åke Öberg.",
		[]string{"windows-1252"}},
	{"pl", "Burmistrz powiedział w środę, że szkoła zostanie zamknięta, a dzieci pójdą do sąsiedniej wsi.",
		[]string{"windows-1250", "iso-8859-2"}},
	{"cs", "Starosta řekl ve čtvrtek, že škola bude zavřená a žáci půjdou do vedlejší vesnice už příští týden.",
		[]string{"windows-1250", "iso-8859-2"}},
	{"hu", "A polgármester csütörtökön közölte, hogy az iskolát bezárják, és a gyerekek a szomszéd faluba kerülnek; őszig hűtőház lesz.",
		[]string{"windows-1250", "iso-8859-2"}},
	{"tr", "Belediye başkanı cuma günü yaptığı açıklamada köprünün kapatılacağını, işçilerin ise yeni görevlere geçeceğini söyledi.",
		[]string{"windows-1254", "iso-8859-9"}},
	{"ru", "Мэр города заявил в пятницу, что новый мост через реку откроют для движения только будущей весной.",
		[]string{"windows-1251", "koi8-r", "iso-8859-5"}},
	{"uk", "Міський голова заявив у п’ятницю, що новий міст через річку відкриють для руху лише наступної весни.",
		[]string{"windows-1251"}},
	{"bg", "Кметът на града заяви в петък, че новият мост над реката ще бъде отворен за движение чак догодина.",
		[]string{"windows-1251"}},
	{"el", "Ο δήμαρχος δήλωσε την Παρασκευή ότι η νέα γέφυρα πάνω από το ποτάμι θα ανοίξει την επόμενη άνοιξη.",
		[]string{"windows-1253", "iso-8859-7"}},
	{"he", "ראש העירייה אמר ביום שישי כי הגשר החדש מעל הנהר ייפתח לתנועה רק באביב הבא, לאחר הבדיקות.",
		[]string{"windows-1255"}},
	{"ar", "قال رئيس البلدية يوم الجمعة إن الجسر الجديد فوق النهر لن يفتح أمام حركة السير قبل الربيع المقبل.",
		[]string{"windows-1256"}},
	{"th", "นายกเทศมนตรีกล่าวเมื่อวันศุกร์ว่าสะพานใหม่ข้ามแม่น้ำจะเปิดให้รถผ่านได้ในฤดูใบไม้ผลิปีหน้า",
		[]string{"windows-874"}},
	{"zh", "市长星期五表示，横跨河流的新桥要到明年春天才能通车，附近的学校将暂时关闭，学生转到邻村上课。",
		[]string{"gb18030", "gbk"}},
	{"zh-tw", "市長星期五表示，橫跨河流的新橋要到明年春天才能通車，附近的學校將暫時關閉，學生轉到鄰村上課。",
		[]string{"big5"}},
	{"ja", "市長は金曜日、川にかかる新しい橋は来年の春まで開通しないと述べた。近くの学校はしばらく閉鎖される。",
		[]string{"shift_jis", "euc-jp", "iso-2022-jp"}},
	{"ko", "시장은 금요일 강을 가로지르는 새 다리가 내년 봄에야 개통될 것이라고 밝혔다. 인근 학교는 당분간 문을 닫는다.",
		[]string{"euc-kr"}},
	{"lt", "Meras penktadienį pareiškė, kad naujas tiltas per upę bus atidarytas tik kitą pavasarį, o mokykla užsidarys šią žiemą.",
		[]string{"windows-1257"}},
}

// told is a page of a tongue, with what it says of its charset.
func told(t tongue, meta string) string {
	p := "<p>" + t.words + "</p>\n"
	return "<!doctype html><html lang=" + t.lang + "><head>" + meta + "<title>x</title></head><body>" +
		"<nav><a href=/>Home</a></nav>" + strings.Repeat(p, 6) + "</body></html>"
}

func encoded(t *testing.T, s, charset string) []byte {
	e, err := htmlindex.Get(charset)
	if err != nil {
		t.Fatal(err)
	}
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatalf("%s: %v", charset, err)
	}
	return b
}

func TestCharsets(t *testing.T) {
	for _, c := range tongues {
		for _, charset := range append(c.charsets, "utf-8") {
			for how, f := range map[string]struct{ meta, kind string }{
				"in its header":            {"", "text/html; charset=" + charset},
				"in a meta element":        {"<meta charset='" + charset + "'>", "text/html"},
				"as browsers did":          {`<meta http-equiv=Content-Type content="text/html; charset=` + charset + `">`, ""},
				"not at all":               {"", ""},
				"wrongly, as UTF-8":        {"<meta charset=utf-8>", "text/html; charset=UTF-8"},
				"wrongly, as Latin":        {"<meta charset=iso-8859-1>", "text/html; charset=ISO-8859-1"},
				"rightly in its meta only": {"<meta charset='" + charset + "'>", "text/html; charset=ISO-8859-1"},
			} {
				want := told(c, f.meta)
				got, err := decode(encoded(t, want, charset), Params{ContentType: f.kind})
				if err != nil || string(got) != want {
					t.Errorf("%s in %s, told %s: got %.150q, %v", c.lang, charset, how, between(string(got)), err)
				}
			}
		}
	}
}

func between(s string) string {
	_, s, _ = strings.Cut(s, "<p>")
	s, _, _ = strings.Cut(s, "</p>")
	return s
}

func TestUTF16(t *testing.T) {
	for _, c := range tongues {
		for _, order := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
			for _, mark := range []unicode.BOMPolicy{unicode.UseBOM, unicode.IgnoreBOM} {
				want := told(c, "<meta charset=utf-8>")
				b, err := unicode.UTF16(order, mark).NewEncoder().Bytes([]byte(want))
				if err != nil {
					t.Fatal(err)
				}
				got, err := decode(b, Params{})
				if name := fmt.Sprint(c.lang, order, mark); err != nil || string(got) != want {
					t.Errorf("UTF-16 %s: got %.100q, %v", name, between(string(got)), err)
				}
			}
		}
	}
}
