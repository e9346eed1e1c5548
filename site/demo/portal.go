package demo

import "github.com/akta-foi/akta/content"

func czechPortal() content.Portal {
	return content.Portal{
		URL:     "https://informace.horni-lhotka.example/",
		Address: []string{"Obec Horní Lhotka", "Náves 1", "999 01 Horní Lhotka"},
		Email:   "podatelna@horni-lhotka.example", Phone: "+420 500 000 001", DataBox: "demo123", CompanyID: "00000019",
		Web: "https://www.horni-lhotka.example/", NoticeBoard: "https://deska.horni-lhotka.example/",
		Topics: []content.Topic{
			{Code: "roads", CS: "Komunikace a doprava", HU: "Utak és közlekedés", EN: "Roads and transport"},
			{Code: "it-security", CS: "Informatika a bezpečnost", HU: "Informatika és biztonság", EN: "IT and security"},
			{Code: "environment", CS: "Zeleň a životní prostředí", HU: "Zöldterület és környezet", EN: "Parks and environment"},
			{Code: "contracts", CS: "Smlouvy a výdaje", HU: "Szerződések és kiadások", EN: "Contracts and spending"},
		},
		Accessibility: &content.Accessibility{Prepared: "2026-01-15", Method: "self"},
	}
}

func hungarianPortal() content.Portal {
	return content.Portal{
		URL:     "https://kozadat.alsokovesd.example/",
		Address: []string{"Alsókövesd Község Önkormányzata", "Fő tér 1.", "9999 Alsókövesd"},
		Email:   "hivatal@alsokovesd.example", Phone: "+36 1 000 0001", CompanyID: "000000",
		Web:    "https://www.alsokovesd.example/",
		Colour: "#7a2f3b", DarkColour: "#4c1d25",
		Topics: []content.Topic{
			{Code: "noise", CS: "Hluk", HU: "Zaj", EN: "Noise"},
			{Code: "water", CS: "Voda", HU: "Víz", EN: "Water"},
			{Code: "it-security", CS: "Informatika a bezpečnost", HU: "Informatika és biztonság", EN: "IT and security"},
			{Code: "public-works", CS: "Veřejné práce", HU: "Közmunkák", EN: "Public works"},
		},
		Accessibility: &content.Accessibility{Prepared: "2026-01-15", Method: "self"},
	}
}
