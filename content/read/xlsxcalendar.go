package read

import (
	"strings"
	"time"
)

// monthNames and weekdayNames in the languages of the offices and their
// neighbours.
var monthNames = map[string][]string{
	"cs": strings.Fields("leden únor březen duben květen červen červenec srpen září říjen listopad prosinec"),
	"sk": strings.Fields("január február marec apríl máj jún júl august september október november december"),
	"hu": strings.Fields("január február március április május június július augusztus szeptember október november december"),
	"de": strings.Fields("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
	"en": strings.Fields("January February March April May June July August September October November December"),
}

// monthsOfDay are the names after a day: "1. ledna".
var monthsOfDay = map[string][]string{
	"cs": strings.Fields("ledna února března dubna května června července srpna září října listopadu prosince"),
	"sk": strings.Fields("januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra"),
}

// weekdayNames begin with Sunday.
var weekdayNames = map[string][]string{
	"cs": strings.Fields("neděle pondělí úterý středa čtvrtek pátek sobota"),
	"sk": strings.Fields("nedeľa pondelok utorok streda štvrtok piatok sobota"),
	"hu": strings.Fields("vasárnap hétfő kedd szerda csütörtök péntek szombat"),
	"de": strings.Fields("Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag"),
	"en": strings.Fields("Sunday Monday Tuesday Wednesday Thursday Friday Saturday"),
}

var weekdayShort = map[string][]string{
	"cs": strings.Fields("ne po út st čt pá so"),
	"sk": strings.Fields("ne po ut st št pi so"),
	"hu": strings.Fields("V H K Sze Cs P Szo"),
	"de": strings.Fields("So Mo Di Mi Do Fr Sa"),
	"en": strings.Fields("Sun Mon Tue Wed Thu Fri Sat"),
}

// monthName writes a month in letters: mmm is short, mmmm whole, mmmmm one
// letter.
func monthName(m time.Month, language string, width int, afterDay bool) string {
	names := monthNames[language]
	if of := monthsOfDay[language]; of != nil && afterDay && width == 4 {
		names = of
	}
	name := names[m-1]
	switch letters := []rune(name); {
	case width == 3 && len(letters) > 3:
		return string(letters[:3])
	case width == 5:
		return string(letters[:1])
	}
	return name
}

func weekday(d time.Weekday, language string, short bool) string {
	if short {
		return weekdayShort[language][d]
	}
	return weekdayNames[language][d]
}

// builtinFormats are the formats every program knows by number (ECMA-376 part
// 1, 18.8.30). Those that follow the language of the program are written as
// Czech programs show them.
var builtinFormats = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: `#,##0\ "Kč";-#,##0\ "Kč"`, 6: `#,##0\ "Kč";[Red]-#,##0\ "Kč"`,
	7: `#,##0.00\ "Kč";-#,##0.00\ "Kč"`, 8: `#,##0.00\ "Kč";[Red]-#,##0.00\ "Kč"`,
	9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: `d\.m\.yyyy`, 15: `d\-mmm\-yy`, 16: `d\-mmm`, 17: `mmm\-yy`, 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
	20: "h:mm", 21: "h:mm:ss", 22: `d\.m\.yyyy h:mm`,
	37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00",
	41: `#,##0;-#,##0;"-";@`, 42: `#,##0\ "Kč";-#,##0\ "Kč";"-"\ "Kč";@`,
	43: `#,##0.00;-#,##0.00;"-";@`, 44: `#,##0.00\ "Kč";-#,##0.00\ "Kč";"-"\ "Kč";@`,
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}

// hungarianFormats differ in Hungarian workbooks.
var hungarianFormats = map[int]string{
	5: `#,##0\ "Ft";-#,##0\ "Ft"`, 6: `#,##0\ "Ft";[Red]-#,##0\ "Ft"`, 7: `#,##0.00\ "Ft";-#,##0.00\ "Ft"`, 8: `#,##0.00\ "Ft";[Red]-#,##0.00\ "Ft"`,
	14: `yyyy\.mm\.dd`, 22: `yyyy\.mm\.dd h:mm`, 42: `#,##0\ "Ft";-#,##0\ "Ft";"-"\ "Ft";@`, 44: `#,##0.00\ "Ft";-#,##0.00\ "Ft";"-"\ "Ft";@`,
}
