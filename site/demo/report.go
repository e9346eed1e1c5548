package demo

import "github.com/akta-foi/akta/content"

// What the two offices state in their reports of 2025. It is invented, as they are.

func czechReports() content.Reports {
	return content.Reports{"2025": {
		"judgments": "none", "court-costs": "none", "licences": "none", "closed": "2026-01-20",
		"other": "Obec zveřejňuje odpovědi na tomto webu; u každé lze ověřit, že se od zapečetěného originálu liší jen tím, co je na ní označeno.",
	}}
}

func hungarianReports() content.Reports {
	return content.Reports{"2025": {"publication-page": "https://www.alsokovesd.example/kozerdeku-adatok", "closed": "2026-01-12"}}
}
