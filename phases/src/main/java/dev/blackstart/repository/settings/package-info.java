/** The optional file {@code blackstart.yaml}, which says what cannot be detected. */
package dev.blackstart.repository.settings;
