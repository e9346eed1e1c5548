package read

// readODT reads a text of OpenDocument.
func readODT(j *job) error { return readODF(j, "odt") }
