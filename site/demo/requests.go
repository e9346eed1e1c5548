package demo

// The requests that are open when the demonstration runs. They are invented, as
// everything in this package is.

func czechRequests() []OpenRequest {
	return []OpenRequest{
		{
			Title: "Náklady na zimní údržbu chodníků", DaysAgo: 9, Topics: []string{"roads", "contracts"},
			Question: "Kolik obec zaplatila v poslední zimě za údržbu chodníků, komu a podle jaké smlouvy.",
		},
		{
			Title: "Kácení lip u hřbitova", DaysAgo: 3, Topics: []string{"environment"},
			Question: "Povolení ke kácení lip u hřbitova, znalecký posudek o jejich stavu a rozhodnutí o náhradní výsadbě.",
		},
	}
}

func hungarianRequests() []OpenRequest {
	return []OpenRequest{
		{
			Title: "A játszótér felújításának költségei", DaysAgo: 8, Topics: []string{"public-works"},
			Question: "Mennyibe került a játszótér felújítása, ki végezte, és milyen szerződés alapján.",
		},
		{
			Title: "Zajmérések a vasútvonal mentén", DaysAgo: 2, Topics: []string{"noise"},
			Question: "A vasútvonal mentén az elmúlt két évben végzett zajmérések jegyzőkönyvei.",
		},
	}
}
