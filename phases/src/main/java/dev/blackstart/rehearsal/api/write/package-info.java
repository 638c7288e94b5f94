/** Creating, updating, patching and deleting objects: from a request's body to a stored object. */
package dev.blackstart.rehearsal.api.write;
