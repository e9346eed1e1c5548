// Package intake reads information requests as other systems keep them: a
// request of an Alaveteli site, of a Froide site, an e-mail thread, a log of
// MuckRock, Canada's table of completed requests.
//
//	batch, err := intake.Read(ctx, "froide", files, intake.Options{})
//
// Bytes in, model out: nothing is stored, and nothing is fetched. [Sources]
// lists the readers. What a source calls a state or an event is mapped by a
// table, words.toml; a word that does not stand there is told in a [Note], as is
// everything else that was seen and not taken.
//
// Guaranteed: the same bytes give the same batch; every bound is in limits.go;
// the bytes of a [File] are those of the source; no name of a file leads
// anywhere (it is one plain segment). A request that an error names gives
// nothing: not half of it.
//
// Not guaranteed: that a source tells the truth, or all of it. What its states
// mean is what the person who asked said of the answer. Dates that it does not
// tell are not guessed, but for [Request.Assumed].
//
// A Froide file is read as its public sees it. What only somebody who was logged
// in can have seen (drafts, attachments that were not approved, hidden messages,
// and the lists redacted_subject, redacted_content and redacted_description
// where they hold more than what is shown: the difference is what was hidden) is
// refused, each with a note.
//
// Sources of the formats: Alaveteli, InfoRequest.json_for_api and the views of a
// request; Froide, foirequest/serializers.py; RFC 5322 and RFC 4155; Canada, the
// data dictionary of the table "ATI Summaries".
package intake
