/**
 * The Common Expression Language, as far as health checks, readiness expressions and webhooks use
 * it.
 */
package dev.blackstart.rehearsal.cel;
