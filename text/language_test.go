package text

import "testing"

func TestLanguage(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"The ministers said that they would meet again in the spring.", "en"},
		{"Talks to resume, minister says, after a week of silence", "en"},
		{"El ministro dijo que las conversaciones se reanudarán en la capital por la tarde.", "es"},
		{"Le ministre a déclaré que les discussions reprendront dans la capitale.", "fr"},
		{"Der Minister sagte, dass die Gespräche in der Hauptstadt weitergehen werden.", "de"},
		{"O ministro disse que as negociações não serão retomadas em breve, mas foi cauteloso.", "pt"},
		{"Министр заявил, что переговоры в столице будут продолжены после выборов.", "ru"},
		{"Міністр заявив, що переговори у столиці триватимуть і після виборів.", "uk"},
		{"部长表示，会谈将在首都继续举行。", "zh"},
		{"大臣は首都での会談を続けると述べた。", "ja"},
		{"قال الوزير إن المحادثات ستستأنف في العاصمة", "ar"},
		{"", ""},
		{"12345 67890", ""},
	} {
		if got := Language(c.body); got != c.want {
			t.Errorf("Language(%q): got %q, want %q", c.body, got, c.want)
		}
	}
}
