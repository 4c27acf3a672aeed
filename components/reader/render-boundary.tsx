"use client";

import { Component, type ReactNode } from "react";

/**
 * Shows `fallback` when rendering `children` fails. Markdown nested thousands deep overflows the parser's stack; the
 * text must then still be readable, and the rest of the record untouched.
 */
export class RenderBoundary extends Component<
  { children: ReactNode; fallback: ReactNode },
  { hasFailed: boolean }
> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}
