package read

// readODS reads a spreadsheet of OpenDocument.
func readODS(j *job) error { return readODF(j, "ods") }
