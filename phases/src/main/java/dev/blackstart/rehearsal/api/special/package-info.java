/** Requests that are no plain reads and writes: scale, eviction, binding, tokens and reviews. */
package dev.blackstart.rehearsal.api.special;
