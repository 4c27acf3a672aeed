import { expect, it } from "vitest";
import { describeImage } from "./describe-image";

it("tells size and kind of an image that is in the record", () => {
  const url = `data:image/png;base64,${"A".repeat(16_000)}`;
  expect(describeImage(url, null)).toEqual({ text: "image, 12 KB PNG", isSavable: true });
});

it("tells the kind of an image elsewhere, and not more", () => {
  expect(describeImage("https://example.com/a.jpg?x=1", null)).toEqual({
    text: "image, JPEG",
    isSavable: false,
  });
  expect(describeImage("file-123", "image/webp")).toEqual({ text: "image, WEBP", isSavable: false });
  expect(describeImage("file-123", null)).toEqual({ text: "image", isSavable: false });
});

it("offers no image that can hold script", () => {
  expect(describeImage("data:image/svg+xml,<svg onload=alert(1)>", null).isSavable).toBe(false);
  expect(describeImage("data:text/html,<script>", null).isSavable).toBe(false);
});
