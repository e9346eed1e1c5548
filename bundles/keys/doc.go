// Package keys makes and loads the keys of an office, one folder:
//
//	seal.key         ECDSA P-256, "ENCRYPTED SIGSTORE PRIVATE KEY", which cosign reads
//	akta.pub         its public key
//	log.ed25519.key  the log's keys, note signer keys, encrypted
//	log.mldsa44.key
//	log.vkeys        their verifier keys, one a line
//	tsa.key          the key of the embedded timestamp authority, PKCS #8, encrypted
//	tsa.pem          its certificates, leaf first, root last
//
// [Create] makes the folder and never overwrites one. [Open] reads what is
// public and decrypts a key when it is first used. The first costs the scrypt
// time of the password, about a tenth of a second, and half of that where the
// password was drawn; the others have the same salt and cost nothing more.
//
// An approver, who is another person, has a folder of their own:
//
//	approve.key   a key like seal.key
//	approve.pub   its public key
//	approve.name  whose it is, one line
//
// [CreateApprover] makes it and [OpenApprover] opens it.
//
// One password protects all of them. Whoever has the folder and the password
// is the office; package keys protects against neither loss nor a keylogger.
package keys
