// A reporter for Node's test runner: a line of JSON for each test, for browser_test.go.
export default async function* (events) {
  for await (const { type, data } of events) {
    if (type === "test:stdout") yield JSON.stringify({ log: data.message }) + "\n";
    if ((type !== "test:pass" && type !== "test:fail") || data.nesting > 0) continue;
    const error = type === "test:fail" ? data.details.error : undefined;
    yield JSON.stringify({
      file: data.file,
      name: data.name,
      seconds: data.details.duration_ms / 1000,
      skip: data.skip === undefined || data.skip === false ? undefined : String(data.skip),
      error: error && String(error.cause?.stack ?? error.cause ?? error.stack),
    }) + "\n";
  }
}
