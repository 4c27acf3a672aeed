import { describe, expect, it } from "vitest";
import { CHAT_TEMPLATES, type ChatTemplateId, trainingText } from "./training-text";

const MESSAGES = [
  { role: "system", label: null, content: "Be brief. " },
  { role: "user", label: null, content: "Hi" },
  { role: "assistant", label: "[MLT:10]", content: " Hello " },
  { role: "user", label: null, content: "[MLT:30] is text here" },
  { role: "assistant", label: "[MLT:50]", content: "[MLT:50]Bye" },
];

function text(template: ChatTemplateId): string {
  return trainingText(MESSAGES, template)
    .map((piece) => piece.text)
    .join("");
}

describe("the training text", () => {
  it("has each label directly in front of the content, once", () => {
    expect(text("tulu")).toBe(
      "<|system|>\nBe brief. \n<|user|>\nHi\n<|assistant|>\n[MLT:10] Hello <|end_of_text|>\n" +
        "<|user|>\n[MLT:30] is text here\n<|assistant|>\n[MLT:50]Bye<|end_of_text|>",
    );
    expect(text("chatml")).toContain("<|im_start|>assistant\n[MLT:10] Hello <|im_end|>\n");
    expect(text("llama3")).toBe(
      "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|>" +
        "<|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>" +
        "<|start_header_id|>assistant<|end_header_id|>\n\n[MLT:10] Hello<|eot_id|>" +
        "<|start_header_id|>user<|end_header_id|>\n\n[MLT:30] is text here<|eot_id|>" +
        "<|start_header_id|>assistant<|end_header_id|>\n\n[MLT:50]Bye<|eot_id|>",
    );
  });

  it("tells labels from text in every template", () => {
    for (const { id } of CHAT_TEMPLATES) {
      const labels = trainingText(MESSAGES, id).filter(({ kind }) => kind === "label");
      expect(labels.map((piece) => piece.text)).toEqual(["[MLT:10]", "[MLT:50]"]);
    }
  });
});
