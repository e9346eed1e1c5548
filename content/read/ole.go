package read

import (
	"errors"
	"fmt"
)

// readOLE tells apart what comes in a compound file ([MS-CFB]): Outlook
// messages, which are read, encrypted office files and old office files.
func readOLE(j *job) error {
	data, err := readAll(j.src, maxEmailSize, "old Office file")
	if err != nil {
		return err
	}
	o, err := openOLE(data)
	if err != nil {
		return fmt.Errorf("old Office file or Outlook message: %w", err)
	}
	kind := ""
	for _, i := range o.children(0) {
		switch name := o.entries[i].name; {
		case name == "EncryptedPackage":
			return errors.New("password protected: ask for a copy without a password")
		case name == msgProperties:
			return readMSG(j, o)
		case name == "WordDocument":
			kind = ".doc"
		case name == "Workbook", name == "Book":
			kind = ".xls"
		case name == "PowerPoint Document":
			kind = ".ppt"
		}
	}
	if kind == "" {
		return readBytesBecause(j.doc, "an old Office format: save it as PDF")
	}
	if j.reader.opt.Soffice != "" {
		return j.readWithSoffice(map[string]string{".doc": "application/msword", ".xls": "application/vnd.ms-excel", ".ppt": "application/vnd.ms-powerpoint"}[kind])
	}
	modern := map[string]string{".doc": ".docx", ".xls": ".xlsx", ".ppt": ".pptx"}[kind]
	return readBytesBecause(j.doc, fmt.Sprintf("an old Office format (%s): save it as %s or PDF, or set rendering = \"soffice\" in akta.toml", kind, modern))
}
