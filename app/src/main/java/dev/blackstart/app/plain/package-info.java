/** Faces without a screen: append-only lines for people and screen readers, JSON for programs. */
package dev.blackstart.app.plain;
