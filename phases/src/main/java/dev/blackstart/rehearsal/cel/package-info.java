/** The Common Expression Language, as far as health checks and readiness expressions use it. */
package dev.blackstart.rehearsal.cel;
