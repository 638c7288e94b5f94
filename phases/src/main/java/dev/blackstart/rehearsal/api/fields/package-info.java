/** Who owns which field of an object, and server-side apply, which is built on that. */
package dev.blackstart.rehearsal.api.fields;
