package find

// identifierDetectors find numbers with a rule of their own.
var identifierDetectors = []detector{
	{"birth-number", findBirthNumbers},
	{"personal-id", findPersonalIDs},
	{"tax-id", findTaxIDs},
	{"taj", findTAJ},
	{"company-id", findCompanyIDs},
	{"vat-id", findVATIDs},
	{"account", findAccounts},
	{"account-hu", findHungarianAccounts},
	{"iban", findIBANs},
	{"card", findCards},
	{"data-box", findDataBoxes},
	{"vehicle-plate", findPlates},
	{"phone", findPhones},
	{labelledDetector, findLabelled},
}
