// Package report makes the reports that an information law asks of an office
// once a year, or keeps all the time: the annual report of § 18 of the Czech Act
// 106/1999, the report to NAIH and the register of refusals of the Hungarian
// Infotv., the statistics of the British Code of Practice.
//
// What a report tells stands in the law's profile ([law.Report]): its items, their
// names in Czech, Hungarian and English, and their paragraphs. How an item is
// computed stands in the table of rules (rule.go), by its code. [Make] takes the
// cases and what the office states itself, and gives a [Report]; [Report.In] puts
// it into words; [Report.Markdown], [Report.HTML], [Report.CSV] and [Report.JSON]
// write it. The format of the JSON is report.schema.json beside this file.
//
// What counts, in all laws:
//
//   - a decision is an event that leads to a state the public sees as answered,
//     refused in part or refused;
//   - a report of a year knows nothing that happened after 31 December: made again
//     in ten years, it says the same;
//   - an item counts by the year of receipt, of the decision, or of the event
//     itself, which Item.Basis says and Report.In tells in words;
//   - every number names the cases it counts, and how often it counts each.
//
// Which year it is, item by item. § 18 odst. 1 of the Czech act counts what was
// done in the year: requests "submitted" (by receipt), decisions "issued" (each,
// by its date), appeals and complaints "submitted" (each, by its date). Chapter
// VI/B of the Infotv. and Art. 17(1) of Regulation 1049/2001 count requests met and
// refused in the year, whenever they came (by decision). Part 8 of the British Code
// of Practice counts what became of the requests received in the year (by receipt,
// and their first decision). The generic law counts by decision.
//
// What no history can tell, such as costs and the essence of judgments, the office
// states in its settings. "none" is a statement; silence is not: such an item says
// that it is not filled in, and [Report.Lacking] tells what to do.
//
// Guaranteed: a pure function of its input; no clock is read. The times of an
// item's cases add up to its number.
//
// Not guaranteed: that the law counts as the profile and the table say. All is
// public: a report holds ids, dates and grounds of cases, and what the office
// states; no requester, no reason in words, no document.
package report
