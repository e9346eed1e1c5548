// Package law holds information laws as data, and the clock that counts by
// them.
//
// A law is a profile: a TOML file in data/ (its shape is profile.schema.json),
// so that an officer can read and correct it without reading Go. It says what
// the law calls its grounds, which states a case can be in, what can happen to
// it, which deadlines that starts, stops or makes longer, which days are
// working days, what a requester can do against an answer, and what the office
// has to publish and to report, and how long it keeps who asked. Every rule carries its paragraph, where it was
// read, and a status: "read" in a published source, or a "default" that the
// office checks. [Load] reads one; [LoadWith] reads it as an office has changed
// it (table law_override of its settings), each change with a note.
//
// The history of a case is a list of [Event]. Three functions work on it:
//
//   - [Profile.Apply] adds an event, and refuses in words what cannot have
//     happened ("extend: the deadline of 15 calendar days ended on 20 July 2026;
//     an extension must be announced before it ends (§ 14 odst. 7)");
//   - [Profile.Possible] lists what may happen next, and what the deadlines of a
//     day forbid; [Profile.EventCode] knows the words that people use for events.
//   - [Profile.Deadlines] gives every deadline as it stands on a day: when it is
//     due, whether it runs, is suspended, met, late, overdue, lapsed or ended,
//     and, with [Deadline.Explain], why, in Czech, Hungarian or English.
//
// How days are counted, in all laws: the day of the event that starts a
// deadline does not count; no day of a suspension does, its first and last
// included (as s.10(2) of the Freedom of Information Act 2000 has it); an
// extension adds to the days before they are counted; working days are those of
// the profile's calendar; and where the law says so, a deadline that ends on a
// day off ends on the next working day. A deadline that is due on a day is kept
// on that day.
//
// Guaranteed: they are pure functions of the profile, the history and the day;
// no clock of the machine is read, and a [Date] has neither time nor zone. A
// due date is never a day off where the law moves it.
//
// Not guaranteed: that the law says what the profile says. What is marked
// "default" was taken as it is usually cited. Days that are moved or proclaimed
// year by year are known up to Calendar.KnownTo; Explain says so when a
// deadline ends later.
//
// Every profile has the ground "personal-data", and a ground can be named by
// its code or by its paragraph ("§ 8a", "27. § (1)").
package law
