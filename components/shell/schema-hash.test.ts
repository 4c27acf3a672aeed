import { describe, expect, it } from "vitest";
import type { Column } from "@/lib/schema/model";
import { schemaHash } from "./schema-hash";

const column = (field: string | null): Column => ({
  name: field ?? "_turns",
  field,
  type: "text",
  stored: "full",
  isEnum: false,
});

describe("schemaHash", () => {
  it("depends on the names of the data's fields, not on their order", () => {
    const hash = schemaHash([column("id"), column("messages")]);
    expect(hash).toMatch(/^[0-9a-f]{8}$/);
    expect(schemaHash([column("messages"), column("id"), column(null)])).toBe(hash);
    expect(schemaHash([column("id")])).not.toBe(hash);
    expect(schemaHash([column('id","messages')])).not.toBe(hash);
  });
});
