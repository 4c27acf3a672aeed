import { expect, it } from "vitest";
import { isOwnHost } from "./is-own-host.mjs";

it.each(["localhost:3000", "LOCALHOST", "127.0.0.1:3000", "[::1]:3000", "loupe.localhost:3000"])(
  "takes %s",
  (host) => {
    expect(isOwnHost(host)).toBe(true);
  },
);

it.each([
  undefined,
  "",
  "evil.example",
  "evil.example:3000",
  "localhost.evil.example",
  "127.0.0.1.evil.example",
])("refuses %s", (host) => {
  expect(isOwnHost(host)).toBe(false);
});
