#!/bin/sh
# stock-tools.sh RELEASE: what cosign, openssl, sha256sum and ssh-keygen say of
# an unpacked release, offline. Stops at the first that does not agree.
set -eu
cd "$1"

sha256sum --quiet -c manifest-sha256.txt
sha256sum --quiet -c tagmanifest-sha256.txt

# signature FOLDER NAME SUBJECT: one signature, its timestamp and its log entry.
signature() {
	cosign verify-blob --key akta.pub --bundle "$1$2.sigstore.json" --trusted-root trusted_root.json \
		--use-signed-timestamps "$1$3"
	cosign verify-blob-attestation --key akta.pub --bundle "$1$2.sigstore.json" --trusted-root trusted_root.json \
		--use-signed-timestamps --type "https://github.com/akta-foi/akta/$2/v1" "$1$3"
	openssl ts -verify -data "$1$2.sig" -in "$1$2.timestamp-1.tsr" -CAfile tsa-1.pem
}

signature "" release release.json
for s in seals/*/; do
	signature "$s" seal commitment.json
done

ssh-keygen -i -m PKCS8 -f akta.pub | ssh-keygen -lf -
